// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.capsnet.core.diagnosis.LayerExamination;
import org.capsnet.core.diagnosis.NetworkExamination;
import org.capsnet.core.diagnosis.TrialStep;
import org.capsnet.experiments.experiment.ExperimentReader;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a healthy network beside that it is healthy. */
class RemarksTests {

    @TempDir
    private Path folder;

    @Test
    void aNetworkThatIsAsItShouldBeNeedsNone() throws Exception {
        assertThat(remarks("calibrated, g: 3", 3.4, 0.8, 0.7)).isEmpty();
    }

    @Test
    void aRoutingThatDeclaresAnotherGainThanItHasIsNamedWithTheFactor() throws Exception {
        assertThat(remarks("calibrated, g: 2.5", 12.5, 0.8, 0.7))
                .singleElement()
                .asString()
                .startsWith("stage-1 starts with a gain of 12.5, calibrated for 2.50: what the routing adaptive-lambda")
                .contains("as its gain() is 0.20 times what it should be");
        assertThat(remarks("calibrated, g: 2.5", 1.2, 0.8, 0.7))
                .singleElement()
                .asString()
                .contains("is 2.1 times what it should be");
    }

    @Test
    void anInitializationThatPromisesNoGainIsntHeldToOne() throws Exception {
        assertThat(remarks("normal, sigma: 0.3", 12.5, 0.8, 0.7)).isEmpty();
    }

    @Test
    void aLossThatRisesInTheTrialIsSaid() throws Exception {
        assertThat(remarks("calibrated, g: 2.5", 2.5, 0.6, 0.75))
                .singleElement()
                .asString()
                .startsWith("The trial's steps raise the loss.");
    }

    private List<String> remarks(String initialization, double gain, double loss, double lossAfter) throws Exception {
        Path file = Files.writeString(
                folder.resolve("one.yaml"),
                "routing: adaptive-lambda\nnetwork.initialization: {name: " + initialization + "}\n");
        LayerExamination layer = new LayerExamination(
                2,
                "stage-1",
                10,
                16,
                OptionalDouble.of(gain),
                Optional.empty(),
                Optional.empty(),
                1,
                1,
                Optional.empty());
        return Remarks.of(new ExaminedCell(
                new ExperimentReader(RoutingCatalog.load())
                        .read(file, Optional.empty(), List.of())
                        .cells()
                        .get(0),
                new NetworkExamination(loss, List.of(layer), List.of(new TrialStep(lossAfter, Map.of())), List.of())));
    }
}
