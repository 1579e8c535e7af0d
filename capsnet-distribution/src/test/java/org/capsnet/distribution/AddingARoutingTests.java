// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.routing.testkit.RoutingConformance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The guide says what is so: its examples are those of a project that passes its tests, and it names every test of the kit. */
class AddingARoutingTests {

    private static final Path EXAMPLES = Sources.EXAMPLES.resolve("routing-plugin/src/main/java/com/example");

    @Test
    void theExamplesAreTheTestedOnes() throws IOException {
        List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(guide())
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("public record"))
                .toList();

        assertThat(blocks).hasSize(2);
        assertThat(Files.readString(EXAMPLES.resolve("ShiftedSumRouting.java"))).endsWith("\n" + blocks.get(0));
        assertThat(Files.readString(EXAMPLES.resolve("ForgetfulRouting.java"))).endsWith("\n" + blocks.get(1));
    }

    @Test
    void everyTestOfTheKitIsNamed() throws IOException {
        List<String> named = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(guide())
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();
        List<String> tests = Arrays.stream(RoutingConformance.class.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(TestFactory.class))
                .map(Method::getName)
                .toList();

        assertThat(named).containsExactlyInAnyOrderElementsOf(tests);
    }

    @Test
    void everyOperationOfATensorIsNamed() throws IOException {
        String guide = guide();

        assertThat(Arrays.stream(Tensor.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !name.equals("toString")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(guide).containsPattern("(?m)^\\| .*`" + name + "\\("));
    }

    private static String guide() throws IOException {
        return Files.readString(Sources.ROOT.resolve("docs/adding-a-routing.md"));
    }
}
