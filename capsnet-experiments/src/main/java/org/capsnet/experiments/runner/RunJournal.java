// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.capsnet.experiments.files.FileProblem;
import org.capsnet.experiments.terminal.Terminal;
import org.capsnet.experiments.training.Checkpoint;
import org.capsnet.experiments.training.TrainingJournal;
import org.capsnet.experiments.training.TrainingPlan;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Keeps a training in the folder of its run. */
final class RunJournal implements TrainingJournal {

    private final RunFolder folder;
    private final TrainingPlan plan;
    private final int every;
    private final Interruption interruption;
    private final Terminal terminal;

    /**
     * A journal.
     *
     * @param plan of the run
     * @param every the steps between two checkpoints, 1 or more
     */
    RunJournal(RunFolder folder, TrainingPlan plan, int every, Interruption interruption, Terminal terminal) {
        this.folder = folder;
        this.plan = plan;
        this.every = every;
        this.interruption = interruption;
        this.terminal = terminal;
    }

    @Override
    public Optional<Checkpoint> latest() {
        try {
            return folder.checkpoints().latest(complaint -> terminal.note("capsnet: " + complaint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean due(int steps) {
        return steps % every == 0;
    }

    @Override
    public boolean stopWanted() {
        return interruption.requested();
    }

    @Override
    public void keep(Checkpoint checkpoint) {
        try {
            folder.checkpoints().write(checkpoint);
            if (checkpoint.state().step() == 0) {
                folder.writeEpochs(checkpoint.state().epochs());
            }
        } catch (IOException e) {
            throw cantWrite("checkpoint", e);
        }
    }

    @Override
    public void finish(MultiLayerNetwork network) {
        try {
            ModelFile.write(folder.file(RunFolder.MODEL), network, Map.of());
        } catch (IOException e) {
            throw cantWrite("model", e);
        }
        try {
            Examinations.after(folder, network, plan)
                    .ifPresent(why -> terminal.note("capsnet: without an examination after training: " + why));
        } catch (IOException e) {
            throw cantWrite("examination", e);
        }
        try {
            Optional<String> couplings = CouplingsCsv.text(network, plan.data().test(), plan.microBatch());
            if (couplings.isPresent()) {
                folder.write(RunFolder.COUPLINGS, couplings.get());
            }
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // The training is done and its figures are right.
            terminal.note("capsnet: without " + RunFolder.COUPLINGS + ": " + Examinations.reason(e));
        } catch (IOException e) {
            throw cantWrite("couplings", e);
        }
    }

    private UncheckedIOException cantWrite(String what, IOException e) {
        return new UncheckedIOException(
                "The " + what + " can't be written to " + folder.path() + ": " + FileProblem.of(e) + ".", e);
    }
}
