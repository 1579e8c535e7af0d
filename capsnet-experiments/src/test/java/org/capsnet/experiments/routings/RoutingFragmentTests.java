// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.routings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.capsnet.routing.spi.OptionDescription;
import org.capsnet.routing.spi.OptionDescription.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.dataformat.yaml.YAMLFactory;

/** Whatever an option holds, a reader of YAML gets it back. */
class RoutingFragmentTests {

    private static final String TYPE = "any: \"value\" # there is";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "two words",
                "",
                " ",
                "yes",
                "No",
                "ON",
                "n",
                "true",
                "null",
                "~",
                "3",
                "1e3",
                "0x1F",
                "1_000",
                ".5",
                ".inf",
                "12:30:45",
                "2001-01-01",
                "a: b",
                "a #b",
                "- a",
                "[a]",
                "{a}",
                "*a",
                "&a",
                "!a",
                "|",
                "%a",
                "@a",
                "`a",
                "'a'",
                "\"a\"",
                "back\\slash",
                "tab\tand\nline",
                "\u0007\u2028",
                "naïve λ",
                "---"
            })
    void textStaysText(String text) throws Exception {
        JsonNode value = read(option(Kind.TEXT, text)).get("option");

        assertThat(value.isTextual()).isTrue();
        assertThat(value.asText()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "null", "off", "dynamic", "my-routing"})
    void aNameStaysText(String name) throws Exception {
        JsonNode routing = new ObjectMapper(new YAMLFactory())
                .readTree(RoutingFragment.of(name, List.of()))
                .get("routing");

        assertThat(routing.get("name").isTextual()).isTrue();
        assertThat(routing.get("name").asText()).isEqualTo(name);
        // Jackson takes most of these for text; other readers of YAML 1.1 don't.
        assertThat(RoutingFragment.of(name, List.of()))
                .contains(List.of("yes", "null", "off").contains(name) ? '"' + name + '"' : name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-2", "0.01", "1.0E-5", "1.0E10"})
    void aNumberIsOne(String number) throws Exception {
        JsonNode value = read(option(Kind.NUMBER, number)).get("option");

        assertThat(value.isNumber()).isTrue();
        assertThat(value.asDouble()).isEqualTo(Double.parseDouble(number));
    }

    @Test
    void anExponentHasASignSinceOtherReadersTakeItForTextWithout() {
        assertThat(RoutingFragment.of("name", List.of(option(Kind.NUMBER, "1.0E10"))))
                .contains("  option: 1.0E+10 ");
    }

    @Test
    void trueAndFalseAreNeither() throws Exception {
        assertThat(read(option(Kind.BOOLEAN, "true")).get("option").isBoolean()).isTrue();
    }

    @Test
    void aMeaningOfSeveralLinesStaysAComment() throws Exception {
        OptionDescription option =
                new OptionDescription("option", Kind.NUMBER, TYPE, "3", "at least 1", "one\nother: 4", false);

        assertThat(read(option).size()).isEqualTo(2);
        assertThat(RoutingFragment.of("name", List.of(option)))
                .endsWith("  option: 3   # " + TYPE + ", at least 1: one other: 4\n");
    }

    private static OptionDescription option(Kind kind, String value) {
        return new OptionDescription("option", kind, TYPE, value, "", "what it means: # more", false);
    }

    private static JsonNode read(OptionDescription option) throws Exception {
        return new ObjectMapper(new YAMLFactory())
                .readTree(RoutingFragment.of("name", List.of(option)))
                .get("routing");
    }
}
