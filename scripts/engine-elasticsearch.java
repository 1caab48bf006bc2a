import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.Node;

/**
 * One Elasticsearch node in this JVM, HTTP on loopback and a free port: `VerdictNode HOME WORK`. HOME holds lib/ and modules/, WORK takes everything that is
 * written and is deleted at the end. Prints `READY <port>`. Ends when stdin closes, so it cannot outlive its parent, however that dies.
 *
 * Not started by Elasticsearch's own bootstrap: none of its checks, no entitlements, no x-pack.
 */
final class VerdictNode {
    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[0]).toAbsolutePath();
        Path work = Path.of(args[1]).toAbsolutePath();
        Settings settings = Settings.builder()
            .put("path.home", home.toString())
            .put("path.data", Files.createDirectories(work.resolve("data")).toString())
            .put("path.logs", Files.createDirectories(work.resolve("logs")).toString())
            .put("cluster.name", "verdict").put("node.name", "verdict")
            .put("network.host", "127.0.0.1").put("http.port", "0").put("transport.port", "0")
            .put("discovery.type", "single-node")
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("cluster.max_shards_per_node", 20000)
            // a stock server compiles 150 scripts in 5 minutes and takes 30 nested queries: many rules in one search need more
            .put("script.disable_max_compilations_rate", true)
            .put("indices.query.bool.max_nested_depth", 1000)
            .put("indices.breaker.total.use_real_memory", false)
            .build();
        LogConfigurator.configureESLogging();
        Configurator.setRootLevel(Level.ERROR);
        Node node = newNode(new Environment(settings, Files.createDirectories(work.resolve("config"))), home);
        node.start();
        int port = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
        System.out.println("READY " + port);
        System.out.flush();
        InputStream in = System.in;
        while (in.read() >= 0) { }
        delete(work);
        Runtime.getRuntime().halt(0);
    }

    /** The constructor changed between 8.x, Node(Environment), and 9.x, Node(Environment, PluginsLoader). */
    private static Node newNode(Environment environment, Path home) throws Exception {
        Class<?> loader;
        try {
            loader = Class.forName("org.elasticsearch.plugins.PluginsLoader");
        } catch (ClassNotFoundException e) {
            return Node.class.getConstructor(Environment.class).newInstance(environment);
        }
        Method load = Arrays.stream(loader.getMethods()).filter(m -> m.getName().equals("loadModulesBundles")).findFirst().orElseThrow();
        Path modules = home.resolve("modules");
        Object bundles = load.getParameterCount() == 2 ? load.invoke(null, modules, false) : load.invoke(null, modules);
        Object plugins = loader.getMethod("createPluginsLoader", Set.class, Set.class, Map.class).invoke(null, bundles, Set.of(), Map.of());
        return Node.class.getConstructor(Environment.class, loader).newInstance(environment, plugins);
    }

    /** The node still runs and may write: what cannot be deleted is left. */
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
