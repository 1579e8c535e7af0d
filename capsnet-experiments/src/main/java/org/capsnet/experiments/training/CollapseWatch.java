// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.Optional;
import java.util.OptionalInt;
import org.capsnet.core.diagnosis.Collapse;
import org.capsnet.core.diagnosis.CollapseListener;

/** Notes the first collapse of a run. What comes after it, but for its own recovery, mostly follows from it. */
final class CollapseWatch {

    /** Less than a hundredth of a step's time on average. */
    private static final int EVERY = 5;

    private final ProgressLine progress;
    private final CollapseListener listener;
    private Optional<CollapseNote> note;

    /** Goes on with what was noted before. */
    CollapseWatch(Optional<CollapseNote> before, ProgressLine progress) {
        this.progress = progress;
        note = before;
        listener = new CollapseListener(EVERY, this::collapsed, this::recovered);
        before.filter(known -> known.recovered().isEmpty()).ifPresent(known -> listener.knowing(known.collapse()));
    }

    CollapseListener listener() {
        return listener;
    }

    Optional<CollapseNote> note() {
        return note;
    }

    private void collapsed(Collapse collapse) {
        if (note.isEmpty()) {
            note = Optional.of(new CollapseNote(collapse, OptionalInt.empty()));
            progress.note(collapse.toString());
        }
    }

    private void recovered(Collapse collapse, int step) {
        if (note.isPresent() && note.get().collapse().equals(collapse)) {
            note = Optional.of(new CollapseNote(collapse, OptionalInt.of(step)));
            progress.note("layer " + collapse.layer() + " recovered at step " + step);
        }
    }
}
