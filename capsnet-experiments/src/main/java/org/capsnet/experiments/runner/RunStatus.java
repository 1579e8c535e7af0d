// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.training.CollapseNote;
import org.capsnet.experiments.training.EpochResult;
import org.capsnet.experiments.training.RunProblem;
import org.capsnet.experiments.training.RunResult;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * What is known of a run: the content of its {@code status.json}.
 *
 * @param state where it is
 * @param steps the training steps that were taken
 * @param parameters how many numbers are trained; 0 if the network was never made
 * @param epochs those that are done
 * @param secondsPerStep the median of a training step; 0 if there was none
 * @param seconds how long it took, tests included, pauses not
 * @param problem what ended it before its time, in one line
 * @param note what happened to it that it went on after, in one line
 */
public record RunStatus(
        RunState state,
        int steps,
        long parameters,
        List<EpochResult> epochs,
        double secondsPerStep,
        double seconds,
        Optional<String> problem,
        Optional<String> note) {

    /** Keeps a copy of the list. */
    public RunStatus {
        epochs = List.copyOf(epochs);
    }

    static final RunStatus PENDING =
            new RunStatus(RunState.PENDING, 0, 0, List.of(), 0, 0, Optional.empty(), Optional.empty());

    static RunStatus of(RunResult result) {
        RunState state = result.problem()
                .map(problem -> RunState.of(problem.kind().name()))
                .orElse(RunState.DONE);
        return new RunStatus(
                state,
                result.stepLosses().size(),
                result.parameters(),
                result.epochs(),
                result.secondsPerStep(),
                result.seconds(),
                result.problem()
                        .filter(problem -> problem.kind() != RunProblem.Kind.INTERRUPTED)
                        .map(problem -> problem.status() + ": " + problem.explanation()),
                result.collapse().map(CollapseNote::toString));
    }

    /** The same in another state. */
    RunStatus with(RunState other) {
        return new RunStatus(other, steps, parameters, epochs, secondsPerStep, seconds, problem, note);
    }

    /** Ended by something that isn't the routing's fault, or not known to be. */
    RunStatus failed(String why) {
        return new RunStatus(
                RunState.FAILED,
                steps,
                parameters,
                epochs,
                secondsPerStep,
                seconds,
                Optional.of("failed: " + why),
                note);
    }

    /** The last epoch of a run that is done. */
    public Optional<EpochResult> last() {
        return state == RunState.DONE && !epochs.isEmpty()
                ? Optional.of(epochs.get(epochs.size() - 1))
                : Optional.empty();
    }

    String json() {
        ObjectNode root = Json.object();
        put(root);
        return Json.text(root);
    }

    void put(ObjectNode root) {
        root.put("state", state.toString());
        root.put("steps", steps);
        root.put("parameters", parameters);
        EpochResultsJson.put(root.putArray("epochs"), epochs);
        root.put("seconds_per_step", secondsPerStep);
        root.put("seconds", seconds);
        root.put("problem", problem.orElse(null));
        root.put("note", note.orElse(null));
    }

    static RunStatus parse(String text) throws IOException {
        JsonNode root = Json.parse(text);
        return new RunStatus(
                state(Json.string(root, "state")),
                (int) Json.whole(root, "steps"),
                Json.whole(root, "parameters"),
                EpochResultsJson.parse(Json.list(root, "epochs")),
                Json.number(root, "seconds_per_step"),
                Json.number(root, "seconds"),
                Optional.ofNullable(root.path("problem").textValue()),
                Optional.ofNullable(root.path("note").textValue()));
    }

    private static RunState state(String text) throws IOException {
        try {
            return RunState.of(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("no run can be \"" + text + '"', e);
        }
    }
}
