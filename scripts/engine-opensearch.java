import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;

/**
 * One OpenSearch node in this JVM from plugins on the class path: `VerdictNode HOME WORK`, where HOME is not used. Prints `READY <port>`, ends when stdin closes,
 * deletes WORK at the end. See engine-elasticsearch.java.
 */
final class VerdictNode extends Node {
    private static final List<Class<? extends Plugin>> PLUGINS = List.of(
        org.opensearch.transport.Netty4ModulePlugin.class,
        org.opensearch.painless.PainlessModulePlugin.class,
        org.opensearch.analysis.common.CommonAnalysisModulePlugin.class,
        org.opensearch.index.mapper.MapperExtrasModulePlugin.class);

    private VerdictNode(Environment environment) {
        super(environment, PLUGINS.stream().map(p -> new PluginInfo(
            p.getName(), "class path", "NA", Version.CURRENT, "17", p.getName(), null, List.of(), false)).collect(Collectors.toList()), false);
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[1]).toAbsolutePath();
        Path config = Files.createDirectories(work.resolve("config"));
        Settings settings = Settings.builder()
            .put("path.home", work.toString())
            .put("path.data", Files.createDirectories(work.resolve("data")).toString())
            .put("path.logs", Files.createDirectories(work.resolve("logs")).toString())
            .put("cluster.name", "verdict").put("node.name", "verdict")
            .put("network.host", "127.0.0.1").put("http.port", "0").put("transport.port", "0")
            .put("http.type", "netty4").put("transport.type", "netty4")
            .put("discovery.type", "single-node")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("cluster.max_shards_per_node", 20000)
            .put("script.disable_max_compilations_rate", true)
            .put("indices.query.bool.max_clause_count", 100000)
            .put("indices.breaker.total.use_real_memory", false)
            .build();
        org.opensearch.common.logging.LogConfigurator.setNodeName("verdict");
        org.apache.logging.log4j.core.config.Configurator.setRootLevel(org.apache.logging.log4j.Level.ERROR);
        Node node = new VerdictNode(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "verdict"));
        node.start();
        int port = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
        System.out.println("READY " + port);
        System.out.flush();
        InputStream in = System.in;
        while (in.read() >= 0) { }
        delete(work);
        Runtime.getRuntime().halt(0);
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    // someone writes into it right now
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // a folder went away while it was walked
        }
    }
}
