// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a file is told with its place, all at once. */
class ExperimentProblemsTests {

    @TempDir
    private Path folder;

    static Stream<Arguments> wrong() {
        return Stream.of(
                // Traps of YAML
                problem(
                        "training.epochs: 1.7",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 1.7"),
                problem(
                        "training.epochs: 1e3",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 1e3; write 1000"),
                problem(
                        "training.epochs: 2.0",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 2.0; write 2"),
                problem(
                        "training.epochs: 010",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 010, which is octal to some programs; write 10"),
                problem(
                        "training.epochs: \"3\"",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is the text \"3\" in quotes; write 3 without quotes"),
                problem(
                        "training.epochs: 0",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 0"),
                problem(
                        "training.epochs: 1_0",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 1_0"),
                problem(
                        "training.epochs: 0x10",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 0x10"),
                problem(
                        "training.epochs:",
                        "2:17: training.epochs must be a whole number, 1 to 1,000 epochs, but is nothing"),
                problem(
                        "training.epochs: [3]",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is a list"),
                problem(
                        "training.epochs: two",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is \"two\""),
                problem(
                        "training.epochs: 99999999999999999999999",
                        "2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is 99999999999999999999999"),
                problem(
                        "training.learning-rate: -1",
                        "2:25: training.learning-rate must be a number, greater than 0 and at most 1, but is -1"),
                problem(
                        "training.learning-rate: .nan",
                        "2:25: training.learning-rate must be a number, greater than 0 and at most 1, but is \".nan\""),
                problem(
                        "training.learning-rate: '0.1'",
                        "2:25: training.learning-rate must be a number, greater than 0 and at most 1, but is the text \"0.1\" in quotes; write 0.1 without quotes"),
                problem(
                        "training.learning-rate: 00.1",
                        "2:25: training.learning-rate must be a number, greater than 0 and at most 1, but is 00.1"),
                problem(
                        "routing.literal: yes",
                        "2:18: routing.literal must be true or false, but is \"yes\"; write true"),
                problem(
                        "routing.literal: off",
                        "2:18: routing.literal must be true or false, but is \"off\"; write false"),
                problem(
                        "routing.literal: \"true\"",
                        "2:18: routing.literal must be true or false, but is the text \"true\" in quotes; write true"),
                problem(
                        "name: no",
                        "2:7: name must be a text, but no is true or false to some programs; write \"no\" in quotes"),
                problem(
                        "name: 12",
                        "2:7: name must be a text, but 12 is a number to some programs; write \"12\" in quotes"),
                problem("seeds: [1]\nseeds: [2]", "3:1: duplicate key \"seeds\" (first at line 2)"),
                problem(
                        "training.epochs: 1\ntraining: {epochs: 2}",
                        "3:12: training.epochs is given twice (first at line 2)"),
                problem(
                        "<<: {a: 1}",
                        "2:1: unknown key \"<<\"; there are data, network, routing, training, name, description, profiles, report, base, grid, exclude, cells, seeds"),
                // Unknown names, at any level
                problem("seed: 1", "2:1: unknown key \"seed\"; did you mean \"seeds\"?"),
                problem("nmae: mine", "2:1: unknown key \"nmae\"; did you mean \"name\"?"),
                problem("gird: {}", "2:1: unknown key \"gird\"; did you mean \"grid\"?"),
                problem("epochs: 1", "2:1: unknown key \"epochs\"; did you mean \"training.epochs\"?"),
                problem("training: {epoch: 1}", "2:12: unknown key \"epoch\" in training; did you mean \"epochs\"?"),
                problem("training.epoch: 1", "2:1: unknown key \"training.epoch\"; did you mean \"training.epochs\"?"),
                problem(
                        "network.initialization: {xyz: 1}",
                        "2:26: unknown key \"xyz\" in network.initialization; there are name, g, sigma"),
                problem(
                        "network.stages: [{capsule: 10, dimensions: 16}]",
                        "2:18: a layer of network.stages has no capsules; write {capsules: 10, dimensions: 16}",
                        "2:19: unknown key \"capsule\" in a layer of network.stages; did you mean \"capsules\"?"),
                problem("grid: {lamda: [1]}", "2:8: unknown key \"lamda\" in grid; did you mean \"routing.lambda\"?"),
                problem(
                        "cells: [{trainin.epochs: 1}]",
                        "2:10: unknown key \"trainin.epochs\"; did you mean \"training.epochs\"?"),
                problem("profiles: {smoke: {bass: {}}}", "2:20: unknown key \"bass\"; did you mean \"base\"?"),
                problem("data.set: mnst", "2:11: unknown data set \"mnst\"; did you mean \"mnist\"?"),
                problem(
                        "data.set: no",
                        "2:11: unknown data set \"no\"; there are embedded, mnist, fashion-mnist, cifar10, svhn"),
                problem("training.loss: margins", "2:16: unknown loss \"margins\"; did you mean \"margin\"?"),
                // Settings that don't fit each other
                problem(
                        "routing.iterations: 2",
                        "2:1: the routing \"adaptive-lambda\" has no option \"iterations\"; it is an option of adaptive, dynamic; adaptive-lambda has lambda"),
                problem(
                        "routing.lamda: 2",
                        "2:1: the routing \"adaptive-lambda\" has no option \"lamda\"; did you mean \"lambda\"?"),
                problem("routing.lambda: 0", "2:17: routing.lambda must be a number, greater than 0, but is 0"),
                problem(
                        "routing.lambda: 01",
                        "2:17: routing.lambda must be a number, greater than 0, but is 01, which is octal to some programs; write 1"),
                problem("routing.lambda: [1]", "2:17: routing.lambda must be a single value, but is a list"),
                problem("data.shift: 15", "2:13: data.shift must be at most 14 pixels for embedded, but is 15"),
                problem(
                        "data: {validation-images: 5, training-images: 4996}",
                        "2:47: data.training-images must be at most 4,995 images beside 5 for validation for embedded, but is 4,996"),
                problem(
                        "data.test-images: 1001",
                        "2:19: data.test-images must be at most 1,000 images for embedded, but is 1,001"),
                problem("network.kernel: 15", "2:17: network.kernel must be at most 14 pixels for embedded, but is 15"),
                problem(
                        "network.stages: [{capsules: 9, dimensions: 16}]",
                        "2:17: network.stages must end with 10 capsules, one for each class of embedded, but ends with 9"),
                problem(
                        "network.stages: []",
                        "2:17: network.stages must be a list of layers such as [{capsules: 10, dimensions: 16}], but is empty"),
                problem(
                        "network.initialization: normal",
                        "2:25: the initialization normal has no sigma; write {name: normal, sigma: 0.1}"),
                problem(
                        "network.initialization: {sigma: 1}",
                        "2:26: network.initialization.sigma is for the initialization normal; calibrated has g"),
                problem(
                        "network.initialization: xavier",
                        "2:25: unknown initialization \"xavier\"; there are calibrated, normal"),
                // Training aids
                problem(
                        "training.gradient-clipping: 0",
                        "2:29: training.gradient-clipping must be a number, greater than 0 and at most 1,000,000 or the word none, but is 0"),
                problem("network.skip: yes", "2:15: network.skip must be true or false, but is \"yes\"; write true"),
                problem(
                        "network.skip: true",
                        "2:15: network.skip is true, but no stage has as many capsules of one dimension as are below it, of the same kind; make two layers of network.stages equal, or leave it out"),
                // Shapes
                problem(
                        "training: 3",
                        "2:11: training must be a map of settings (loss, learning-rate, decay, warm-up-steps, gradient-clipping, batch-size, epochs), but is 3"),
                problem("base: []", "2:7: base must be a map of settings, but is a list"),
                problem("seeds: 3", "2:8: seeds must be a list such as [1, 2, 3], but is 3"),
                problem("seeds: []", "2:8: seeds must be a list such as [1, 2, 3], but is empty"),
                problem("seeds: [1, 2, 1]", "2:15: seeds has 1 twice"),
                problem("seeds: [-1]", "2:9: a seed must be a whole number, at least 0, but is -1"),
                problem(
                        "profiles: [smoke]",
                        "2:11: profiles must be a map of names and what each changes, but is a list"),
                // The grid
                problem(
                        "grid: {routing.lambda: []}",
                        "2:24: the axis routing.lambda is empty; the grid would have no cells"),
                problem(
                        "grid: {routing.lambda: 3}",
                        "2:24: the axis routing.lambda must be a list of values, but is 3; a setting that doesn't change belongs under base"),
                problem("grid: {routing.lambda: [0.5, .5]}", "2:30: the axis routing.lambda has .5 twice"),
                problem(
                        "grid: {routing: [adaptive-lambda, {name: adaptive-lambda, lambda: 3}]}",
                        "2:8: two cells are the same run, SAME: routing.name adaptive-lambda and routing.name adaptive-lambda, routing.lambda 3; remove one, or give only one of the settings"),
                problem(
                        "grid: {routing.name: [dynamic, adaptive-lambda], routing.lambda: [1, 2]}",
                        "2:50: the routing \"dynamic\" has no option \"lambda\"; it is an option of adaptive-lambda; dynamic has iterations, stop-gradient, bias, couplings, normalize"),
                problem(
                        "grid: {seeds: [1, 2]}",
                        "2:8: seeds is no axis, since every cell runs with each seed; move it up, beside grid: seeds: [1, 2, 3]"),
                problem("base: {seeds: [1, 2]}", "2:8: seeds isn't read in base; move it up, beside base"),
                // What is wrong with an axis is no reason to call its cells the same
                problem(
                        "grid: {training.epochs: [two, three]}",
                        "2:26: training.epochs must be a whole number, 1 to 1,000 epochs, but is \"two\"",
                        "2:31: training.epochs must be a whole number, 1 to 1,000 epochs, but is \"three\""),
                problem(
                        "grid: {network: [{kernl: 5}, {kernl: 7}]}",
                        "2:19: unknown key \"kernl\" in network; did you mean \"kernel\"?",
                        "2:31: unknown key \"kernl\" in network; did you mean \"kernel\"?"),
                problem(
                        "grid: {base: [3, 4]}",
                        "2:15: a value of the axis base must be a map of settings, but is 3",
                        "2:18: a value of the axis base must be a map of settings, but is 4"),
                problem(
                        "grid: {network.stages: [{capsules: 10, dimensions: 16}]}",
                        "2:25: network.stages must be a list of layers such as [{capsules: 10, dimensions: 16}], but is a map; an axis is a list of such lists"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nexclude: [{routing.lambda: 3}]",
                        "3:11: this excludes nothing: no cell of the grid has all of these settings"),
                problem(
                        "grid: {routing.lambda: [1]}\nexclude: [{routing.lambda: 1}]",
                        "3:11: all cells of the grid are excluded"),
                problem(
                        "cells: [{name: a}, {name: a, training.epochs: 2}]",
                        "2:20: two cells have the name \"a\"; rename one"),
                problem(
                        "cells: [{training.epochs: 1}, {training.epochs: 1}]",
                        "2:31: two cells are the same run, SAME: training.epochs 1 and training.epochs 1; remove one, or give only one of the settings"),
                problem(
                        "grid: {data.set: [embedded, mnist]}\nprofiles: {smoke: {data.set: embedded}}",
                        "3:20: data.set is set by the axis data.set of the grid, which a base doesn't change; give the profile smoke a grid with that axis"),
                problem(
                        "profiles: {smoke: {training.epochs: 0}}",
                        "2:37: training.epochs must be a whole number, 1 to 1,000 epochs, but is 0"),
                problem(
                        "profiles: {smoke: {data.shift: 15}}",
                        "2:32: data.shift must be at most 14 pixels for embedded, but is 15"),
                // The report
                problem(
                        "report: table 2",
                        "2:9: report must be a map such as {source: \"...\", rows: network.stages}, but is \"table 2\""),
                problem("report: {sorce: a paper}", "2:10: unknown key \"sorce\" in report; did you mean \"source\"?"),
                problem(
                        "report: {rows: routing.lambda}",
                        "2:16: report.rows must be an axis of the grid, but it has none called \"routing.lambda\"; there is no grid"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: routing.lamda}",
                        "3:16: report.rows must be an axis of the grid, but it has none called \"routing.lamda\"; did you mean \"routing.lambda\"?"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: {labels: [a, b]}}",
                        "3:16: report.rows has no axis; write the name of an axis of the grid"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: {axis: routing.lambda, label: [a, b]}}",
                        "3:39: unknown key \"label\" in report.rows; did you mean \"labels\"?"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: {axis: routing.lambda, labels: [a]}}",
                        "3:47: report.rows.labels must have a label for each of the 2 values of routing.lambda, but has 1"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: {axis: routing.lambda, labels: a}}",
                        "3:47: report.rows.labels must be a list such as [2 layers, 3 layers], but is \"a\""),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: routing.lambda, columns: routing.lambda}",
                        "3:32: report.columns is the same axis as report.rows, routing.lambda"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {columns: routing.lambda}",
                        "3:10: report.columns needs report.rows beside it"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {rows: routing.lambda, published: [90, 91]}",
                        "3:32: report.published needs report.source: say where the numbers stand"),
                problem(
                        "report: {source: a paper, published: [90]}",
                        "2:27: report.published needs report.rows: the axis that its numbers go along"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {source: a paper, rows: routing.lambda, published: [90]}",
                        "3:60: report.published must be a list with one entry for each of the 2 values of routing.lambda, but has 1"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {source: a paper, rows: routing.lambda, published: [90, 910]}",
                        "3:65: a number of report.published must be a test accuracy in percent, 0 to 100, or null where the source has none, but is 910"),
                problem(
                        "grid: {routing.lambda: [1, 2]}\nreport: {source: a paper, rows: routing.lambda, published: [90, \"91\"]}",
                        "3:65: a number of report.published must be a test accuracy in percent, 0 to 100, or null where the source has none, but is the text \"91\" in quotes; write 91 without quotes"),
                problem(
                        "grid: {routing.lambda: [1, 2], training.epochs: [1, 2]}\nreport: {source: a paper, rows: routing.lambda, published: [90, 91]}",
                        "3:49: report.published has a number for each row and column, but the grid has the axis training.epochs besides"),
                problem(
                        "grid: {routing.lambda: [1, 2], training.epochs: [1, 2]}\nreport: {source: a paper, rows: routing.lambda, columns: training.epochs, published: [[90, 91], 92]}",
                        "3:97: a row of report.published must be a list with one entry for each of the 2 values of training.epochs, but is 92"),
                problem("report: {figure: gradient}", "2:18: unknown figure \"gradient\"; did you mean \"gradients\"?"),
                problem(
                        "profiles: {smoke: {report: {figure: gradients}}}",
                        "2:20: unknown key \"report\"; there are data, network, routing, training, base, grid, exclude, cells, seeds"));
    }

    private static Arguments problem(String lines, String... problems) {
        return arguments(lines, List.of(problems));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isToldWithItsPlace(String lines, List<String> problems) {
        assertThat(file("routing.name: adaptive-lambda", lines).problems().stream()
                        .map(line -> line.replaceAll("same run, [0-9a-f]{12}:", "same run, SAME:")))
                .containsExactlyElementsOf(
                        problems.stream().map(line -> "exp.yaml:" + line).toList());
    }

    @Test
    void allOfItIsToldInTheOrderOfTheFile() {
        List<String> problems = file(
                        "name: a",
                        "routing: dynamc",
                        "training: {epochs: two}",
                        "seeds: [1]",
                        "seeds: [1]",
                        "grid:",
                        "  training.decay: [2]",
                        "  lamda: [0.5]")
                .problems();

        assertThat(problems)
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(
                                        "exp.yaml:2:10: No routing is called \"dynamc\". Did you mean \"dynamic\"?"),
                        line -> assertThat(line).startsWith("exp.yaml:3:20: training.epochs must be"),
                        line -> assertThat(line).startsWith("exp.yaml:5:1: duplicate key"),
                        line -> assertThat(line).startsWith("exp.yaml:7:20: training.decay must be"),
                        line -> assertThat(line).startsWith("exp.yaml:8:3: unknown key \"lamda\""));
    }

    @Test
    void aWordOfOtherYamlsIsARoutingThatIsntThere() {
        assertThat(file("routing: no").problems())
                .singleElement()
                .asString()
                .startsWith("exp.yaml:1:10: No routing is called \"no\".");
    }

    @Test
    void aFileWithoutARoutingNamesThoseThereAre() {
        assertThat(file("name: a").problems())
                .containsExactly(
                        "exp.yaml:1:1: no routing is chosen; write routing: NAME, with one of adaptive, adaptive-lambda, dynamic");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "routing: [dynamic, adaptive]                       | 1:10 | dynamic, adaptive",
                "routing: {name: [dynamic, adaptive]}               | 1:17 | dynamic, adaptive",
                "routing: []                                        | 1:10 | NAME, OTHER",
                "cells: [{routing: [{name: dynamic}, adaptive]}]    | 1:19 | NAME, OTHER"
            })
    void severalRoutingsAreToldWhereToStand(String line, String place, String example) {
        assertThat(file(line).problems())
                .containsExactly("exp.yaml:" + place
                        + ": a run has one routing, but this is a list; to compare several, write grid: {routing.name: ["
                        + example + "]}, or cells with a routing each");
    }

    @Test
    void theProfileIsMissedBesideOtherErrors() {
        assertThat(file("routing: dynamic", "training.epochs: two", "profiles: {smoke: {}, reach: 3}")
                        .profile("smok")
                        .problems())
                .containsExactly(
                        "--profile smok: the file has no profile \"smok\". Did you mean \"smoke\"? It has smoke, reach",
                        "exp.yaml:2:18: training.epochs must be a whole number, 1 to 1,000 epochs, but is \"two\"",
                        "exp.yaml:3:30: the profile reach must be a map of what it changes, but is 3");
        assertThat(file("routing: dynamic", "profiles: {reach: 3}")
                        .profile("reach")
                        .problems())
                .containsExactly("exp.yaml:2:19: the profile reach must be a map of what it changes, but is 3");
        assertThat(file("routing: dynamic", "profiles: [reach]")
                        .profile("reach")
                        .problems())
                .hasSize(1);
    }

    @Test
    void tabsAreNamedLineByLine() {
        assertThat(file("routing:", "\tname: dynamic", "training:", " \tepochs: 1")
                        .problems())
                .containsExactly(
                        "exp.yaml:2:1: a tab character; use blanks for indentation",
                        "exp.yaml:4:2: a tab character; use blanks for indentation");
    }

    @Test
    void whatIsntYamlHasAPlaceToo() {
        assertThat(file("routing: {name: dynamic", "seeds: [1]").problems())
                .singleElement()
                .asString()
                .matches("exp\\.yaml:2:\\d+: this isn't YAML: .*")
                .doesNotContain("org.", "Exception");
        assertThat(file("- a").problems())
                .containsExactly(
                        "exp.yaml:1:1: a file must be a map with keys such as name, base and grid, but is a list");
        assertThat(file("").problems()).containsExactly("exp.yaml:1:1: the file is empty; it needs at least a routing");
        assertThat(file("routing: dynamic", "---", "routing: dynamic").problems())
                .singleElement()
                .asString()
                .contains("a second document begins before this");
    }

    @Test
    @Timeout(20)
    void anAliasOfItselfEndsInsteadOfTheProgram() {
        assertThat(file("routing: &a [*a, *a, *a, *a, *a, *a, *a, *a]").problems())
                .isNotEmpty();
    }

    @Test
    @Timeout(20)
    void aGridThatNobodyMeantIsRefused() {
        String numbers = upTo(101);

        assertThat(file(
                                "routing: adaptive-lambda",
                                "grid: {training.epochs: " + numbers + ", network.primary-types: " + numbers + "}")
                        .problems())
                .containsExactly("exp.yaml:2:8: the grid has more than 10,000 cells; give fewer values");
    }

    @Test
    @Timeout(20)
    void moreRunsThanAnybodyMeantAreRefused() {
        assertThat(file("routing: adaptive-lambda", "seeds: " + upTo(10_001)).problems())
                .containsExactly("exp.yaml:1:1: cells times seeds are 1 x 10,001 runs, more than 10,000; give fewer");
        assertThat(file(
                                "routing: adaptive-lambda",
                                "cells: [{name: a}, {name: b, training.epochs: 2}]",
                                "seeds: " + upTo(5_001))
                        .problems())
                .containsExactly("exp.yaml:1:1: cells times seeds are 2 x 5,001 runs, more than 10,000; give fewer");
        assertThat(file("routing: adaptive-lambda", "grid: {training.epochs: " + upTo(101) + "}", "seeds: " + upTo(100))
                        .problems())
                .containsExactly("exp.yaml:2:8: cells times seeds are 101 x 100 runs, more than 10,000; give fewer");
    }

    private static String upTo(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    @Test
    void theCommandLineIsCheckedLikeTheFile() {
        assertThat(file("routing: adaptive-lambda")
                        .set("training.epoch=3", "lambda=1", "training.decay=2", "epochs", "seeds=[1, 1]")
                        .problems())
                .containsExactly(
                        "--set epochs: write a setting and its value, as in --set training.epochs=2",
                        "--set lambda=1: unknown setting \"lambda\"; did you mean \"routing.lambda\"?",
                        "--set seeds=[1, 1]: seeds has 1 twice",
                        "--set training.decay=2: training.decay must be a number, greater than 0 and at most 1, but is 2",
                        "--set training.epoch=3: unknown setting \"training.epoch\"; did you mean \"training.epochs\"?");
    }

    @Test
    void aFileThatCantBeReadIsTheUsersToPutRight() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        Path huge = Files.writeString(folder.resolve("huge"), " ".repeat((3 << 20) + 1), StandardCharsets.UTF_8);

        refused(folder.resolve("nope.yaml"), "no such file or folder");
        refused(folder, "it is a folder");
        refused(binary, "it isn't text in UTF-8");
        refused(huge, "it is larger than 3 MiB");
    }

    @Test
    void aProfileThatIsntThereIsAnsweredWithTheNearest() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> file("routing: dynamic", "profiles: {smoke: {}, reach: {}}")
                        .profile("smok")
                        .read())
                .withMessageEndingWith("has no profile \"smok\". Did you mean \"smoke\"? It has smoke, reach.");
    }

    private static void refused(Path file, String reason) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new ExperimentFile(file, null, List.of()).read())
                .withMessageStartingWith("Can't read " + file + ": " + reason);
    }

    private ExperimentFile file(String... lines) {
        return ExperimentFile.of(folder, lines);
    }
}
