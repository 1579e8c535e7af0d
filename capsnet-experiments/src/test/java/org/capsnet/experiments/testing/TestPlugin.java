// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A plug-in as an author might deliver it: a jar of its own, compiled from source. All of it can be replaced by what is
 * wrong.
 */
public final class TestPlugin {

    private static final String SERVICE_FILE = "META-INF/services/org.capsnet.routing.spi.RoutingPlugin";

    private final String className;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private String name;
    private String constructor = "";
    private String defaults = "return new Sum();";
    private String traits = "RoutingTraits.standard().with(RoutingTraits.Couplings.NONE)";
    private String route = "return Capsules.of(input.votes().sum().squash());";
    private String services;
    private Set<String> leftOut = Set.of();

    private TestPlugin(String className, String name) {
        this.className = className;
        this.name = "return \"" + name + "\";";
        this.services = className + "\n";
    }

    /** A plug-in that works: the squashed sum of the votes. */
    public static TestPlugin of(String className, String routing) {
        return new TestPlugin(className, routing);
    }

    /** With statements in its constructor. */
    public TestPlugin constructor(String statements) {
        this.constructor = statements;
        return this;
    }

    /** With another body of {@code name()}. */
    public TestPlugin name(String statements) {
        this.name = statements;
        return this;
    }

    /** With another body of {@code defaults()}. */
    public TestPlugin defaults(String statements) {
        this.defaults = statements;
        return this;
    }

    /** With another body of {@code route(input)}. */
    public TestPlugin route(String statements) {
        this.route = statements;
        return this;
    }

    /** With other traits. */
    public TestPlugin traits(String expression) {
        this.traits = expression;
        return this;
    }

    /** With another service file; null for none. */
    public TestPlugin services(String content) {
        this.services = content;
        return this;
    }

    /** With a further class that is compiled but left out of the jar. */
    public TestPlugin needing(String absentClass, String source) {
        this.sources.put(absentClass, source);
        this.leftOut = Set.of(absentClass + ".class");
        return this;
    }

    /** Compiles it and puts the jar into a folder. */
    public Path writeJar(Path jar) throws IOException {
        sources.put(className, source());
        Path classes = Files.createTempDirectory("plug-in");
        try {
            compile(classes);
            write(jar, classes);
        } finally {
            try (Stream<Path> files = Files.walk(classes)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        return jar;
    }

    private String source() {
        return """
                import org.capsnet.core.routing.*;
                import org.capsnet.core.tensor.*;
                import org.capsnet.routing.spi.*;

                public final class %1$s implements RoutingPlugin {
                    public record Sum() implements Routing {
                        public RoutingTraits traits() { return %6$s; }
                        public Capsules route(RoutingInput input) { %2$s }
                    }
                    public %1$s() { %3$s }
                    public String name() { %4$s }
                    public String summary() { return "Sums."; }
                    public String paper() { return "unpublished"; }
                    public Routing defaults() { %5$s }
                }
                """.formatted(className, route, constructor, name, defaults, traits);
    }

    private void compile(Path classes) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<Source> units = sources.entrySet().stream()
                .map(entry -> new Source(entry.getKey(), entry.getValue()))
                .toList();
        List<String> options = List.of(
                "-d",
                classes.toString(),
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, units).call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private void write(Path jar, Path classes) throws IOException {
        Files.createDirectories(jar.getParent());
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> files = Files.list(classes)) {
            for (Path compiled : files.sorted().toList()) {
                if (!leftOut.contains(compiled.getFileName().toString())) {
                    zip.putNextEntry(new ZipEntry(compiled.getFileName().toString()));
                    Files.copy(compiled, zip);
                }
            }
            if (services != null) {
                zip.putNextEntry(new ZipEntry(SERVICE_FILE));
                zip.write(services.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
