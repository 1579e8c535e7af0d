// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.capsnet.core.diagnosis.Collapse;
import org.capsnet.core.diagnosis.CollapseListener;

/**
 * Notes the collapse of a run: the first, which those of other layers mostly follow from, until all layers have recovered, and
 * one that comes after that in its place. A note without a recovery at the end is that of a network that is dead.
 */
final class CollapseWatch {

    /** Less than a hundredth of a step's time on average. */
    private static final int EVERY = 5;

    private final Consumer<String> telling;
    private final CollapseListener listener;
    private final Set<Collapse> open = new LinkedHashSet<>();
    private Optional<CollapseNote> note;

    /**
     * Goes on with what was noted before.
     *
     * @param telling is told in one line
     */
    CollapseWatch(Optional<CollapseNote> before, Consumer<String> telling) {
        this.telling = telling;
        note = before;
        listener = new CollapseListener(EVERY, this::collapsed, this::recovered);
        before.filter(known -> known.recovered().isEmpty())
                .map(CollapseNote::collapse)
                .ifPresent(known -> {
                    open.add(known);
                    listener.knowing(known);
                });
    }

    CollapseListener listener() {
        return listener;
    }

    Optional<CollapseNote> note() {
        return note;
    }

    void collapsed(Collapse collapse) {
        open.add(collapse);
        if (note.isEmpty() || note.get().recovered().isPresent()) {
            note = Optional.of(new CollapseNote(collapse, OptionalInt.empty()));
            telling.accept(collapse.toString());
        }
    }

    void recovered(Collapse collapse, int step) {
        open.remove(collapse);
        if (open.isEmpty() && note.isPresent()) {
            Collapse noted = note.get().collapse();
            note = Optional.of(new CollapseNote(noted, OptionalInt.of(step)));
            telling.accept("layer " + noted.layer() + " recovered at step " + step);
        }
    }
}
