// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets.download;

/** A mirror didn't give the file. */
final class MirrorFailure extends Exception {

    /** What can be done about it. */
    enum Kind {
        /** Nothing, here. */
        REFUSED,
        /** What has arrived is good, and the rest may follow. */
        CUT,
        /** What has arrived is of no use. */
        SPOILT
    }

    private final Kind kind;

    MirrorFailure(Kind kind, String reason) {
        super(reason);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
