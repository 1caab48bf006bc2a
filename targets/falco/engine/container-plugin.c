/*
 * A stand-in for Falco's container plugin, for replaying captures in tests: container.id from the cgroups of the event's thread, as the real
 * plugin finds it (twelve digits of the 64 at the end of a cgroup path; "host" where there is none). The other fields, which the real one asks a
 * container runtime for, are known by name and never have a value. Written against falcosecurity's plugin API 3.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <plugin/plugin_api.h>

#define ID_DIGITS 64
#define SHORT_DIGITS 12

typedef struct {
	ss_plugin_table_t* threads;
	ss_plugin_table_field_t* cgroups;
	ss_plugin_table_field_t* path;
	const ss_plugin_table_reader_vtable_ext* reader;
	char id[SHORT_DIGITS + 1];
	const char* text;
	char error[PLUGIN_MAX_ERRLEN];
} state;

static const char* const fields =
    "[{\"type\":\"string\",\"name\":\"container.id\",\"desc\":\"first digits of the container's id, or host\"},"
    "{\"type\":\"string\",\"name\":\"container.full_id\",\"desc\":\"not here\"},"
    "{\"type\":\"string\",\"name\":\"container.name\",\"desc\":\"not here\"},"
    "{\"type\":\"string\",\"name\":\"container.image.repository\",\"desc\":\"not here\"},"
    "{\"type\":\"string\",\"name\":\"container.image.tag\",\"desc\":\"not here\"},"
    "{\"type\":\"bool\",\"name\":\"container.privileged\",\"desc\":\"not here\"},"
    "{\"type\":\"string\",\"name\":\"k8s.pod.name\",\"desc\":\"not here\"},"
    "{\"type\":\"string\",\"name\":\"k8s.ns.name\",\"desc\":\"not here\"}]";

const char* plugin_get_required_api_version(void) { return "3.0.0"; }
const char* plugin_get_name(void) { return "container"; }
const char* plugin_get_description(void) { return "stand-in for tests: container.id from cgroups"; }
const char* plugin_get_contact(void) { return "verdict-rules"; }
const char* plugin_get_version(void) { return "0.4.0"; }
const char* plugin_get_fields(void) { return fields; }
const char* plugin_get_extract_event_sources(void) { return "[\"syscall\"]"; }
const char* plugin_get_last_error(ss_plugin_t* s) { return s == NULL ? "" : ((state*)s)->error; }
void plugin_destroy(ss_plugin_t* s) { free(s); }

static ss_plugin_t* fail(state* s, ss_plugin_rc* rc, const char* what) {
	snprintf(s->error, sizeof s->error, "no access to %s", what);
	*rc = SS_PLUGIN_FAILURE;
	return s;
}

ss_plugin_t* plugin_init(const ss_plugin_init_input* in, ss_plugin_rc* rc) {
	state* s = calloc(1, sizeof *s);
	const ss_plugin_init_tables_input* tables = in->tables;
	if(s == NULL || tables == NULL) {
		*rc = SS_PLUGIN_FAILURE;
		return s;
	}
	s->threads = tables->get_table(in->owner, "threads", SS_PLUGIN_ST_INT64);
	if(s->threads == NULL) return fail(s, rc, "the table of threads");
	s->cgroups = tables->fields_ext->get_table_field(s->threads, "cgroups", SS_PLUGIN_ST_TABLE);
	if(s->cgroups == NULL) return fail(s, rc, "a thread's cgroups");
	/* fields of a table inside an entry are reached through some entry: a new one that no table gets */
	ss_plugin_table_entry_t* sample = tables->writer_ext->create_table_entry(s->threads);
	ss_plugin_state_data inner = {0};
	if(sample == NULL || tables->reader_ext->read_entry_field(s->threads, sample, s->cgroups, &inner) != SS_PLUGIN_SUCCESS)
		return fail(s, rc, "an entry of the table of threads");
	s->path = tables->fields_ext->get_table_field(inner.table, "second", SS_PLUGIN_ST_STRING);
	tables->writer_ext->destroy_table_entry(s->threads, sample);
	if(s->path == NULL) return fail(s, rc, "a cgroup's path");
	*rc = SS_PLUGIN_SUCCESS;
	return s;
}

/* The id is the last 64 hexadecimal digits of the path: `/docker/<id>`, `/docker-<id>.scope`, `/kubepods/.../<id>`. */
static int id_of(const char* path, char* id) {
	size_t run = 0;
	const char* found = NULL;
	for(const char* p = path;; p++) {
		if(*p != '\0' && strchr("0123456789abcdef", *p) != NULL) {
			run++;
			continue;
		}
		if(run == ID_DIGITS) found = p - ID_DIGITS;
		run = 0;
		if(*p == '\0') break;
	}
	if(found == NULL) return 0;
	memcpy(id, found, SHORT_DIGITS);
	id[SHORT_DIGITS] = '\0';
	return 1;
}

typedef struct {
	state* s;
	ss_plugin_table_t* table;
	int found;
} search;

static ss_plugin_bool visit(ss_plugin_table_iterator_state_t* context, ss_plugin_table_entry_t* entry) {
	search* look = context;
	ss_plugin_state_data path = {0};
	if(look->s->reader->read_entry_field(look->table, entry, look->s->path, &path) == SS_PLUGIN_SUCCESS && path.str != NULL)
		look->found = id_of(path.str, look->s->id);
	return look->found ? 0 : 1;
}

/* Null where the event has no thread that is known. */
static const char* container_of(state* s, int64_t tid) {
	ss_plugin_state_data key = {0}, inner = {0};
	key.s64 = tid;
	ss_plugin_table_entry_t* thread = s->reader->get_table_entry(s->threads, &key);
	if(thread == NULL) return NULL;
	search look = {.s = s, .table = NULL, .found = 0};
	if(s->reader->read_entry_field(s->threads, thread, s->cgroups, &inner) == SS_PLUGIN_SUCCESS && inner.table != NULL) {
		look.table = inner.table;
		s->reader->iterate_entries(inner.table, visit, &look);
	}
	s->reader->release_table_entry(s->threads, thread);
	return look.found ? s->id : "host";
}

ss_plugin_rc plugin_extract_fields(ss_plugin_t* plugin, const ss_plugin_event_input* event, const ss_plugin_field_extract_input* in) {
	state* s = plugin;
	s->reader = in->table_reader_ext;
	for(uint32_t i = 0; i < in->num_fields; i++) {
		in->fields[i].res_len = 0;
		if(in->fields[i].field_id != 0) continue;
		s->text = container_of(s, (int64_t)event->evt->tid);
		if(s->text == NULL) continue;
		in->fields[i].res.str = &s->text;
		in->fields[i].res_len = 1;
	}
	return SS_PLUGIN_SUCCESS;
}
