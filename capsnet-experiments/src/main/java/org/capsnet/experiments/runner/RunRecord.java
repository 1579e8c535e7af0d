// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.doctor.ExaminationRecord;
import org.capsnet.experiments.files.NumberTable;

/** A run of an experiment and all that its folder has, for those who show results. */
public final class RunRecord {

    private final StoredRun run;
    private final RunStatus status;
    private final RunFolder folder;

    RunRecord(StoredRun run, RunStatus status, RunFolder folder) {
        this.run = run;
        this.status = status;
        this.folder = folder;
    }

    /** The hash of its configuration. */
    public String id() {
        return run.id();
    }

    /** The name of its cell: what tells it from the others but for the seed. */
    public String name() {
        return run.name();
    }

    /** What all that is random in it comes from. */
    public long seed() {
        return run.seed();
    }

    /** Name and seed, for people. */
    public String title() {
        return run.title();
    }

    /** All settings but the seed. */
    public SortedMap<String, String> settings() {
        return run.settings();
    }

    /** Where it is and what came of it. */
    public RunStatus status() {
        return status;
    }

    /**
     * A row for each training step, with {@code step}, {@code train_loss} and whatever else was recorded.
     *
     * @return nothing before the run ends
     * @throws UserError if the file can't be read
     */
    public Optional<NumberTable> steps() {
        return NumberTable.read(folder.file(RunFolder.STEPS));
    }

    /**
     * A row for each of the largest couplings to the right class, with {@code image}, {@code class}, {@code rank},
     * {@code input_capsule} and {@code coupling}.
     *
     * @return nothing if they weren't recorded
     * @throws UserError if the file can't be read
     */
    public Optional<NumberTable> couplings() {
        return NumberTable.read(folder.file(RunFolder.COUPLINGS));
    }

    /**
     * What the network looked like before its first step, and after its last if that was taken.
     *
     * @return at most two, or none if that wasn't recorded
     * @throws UserError if the file can't be read
     */
    public List<ExaminationRecord> examinations() {
        return folder.examinations();
    }

    /**
     * How it came about.
     *
     * @return nothing before it begins
     * @throws UserError if the file can't be read
     */
    public Optional<RunOrigin> origin() {
        return RunProvenance.read(folder);
    }
}
