// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FaultTextTests {

    @Test
    void anExceptionIsQuotedInOneLine() {
        assertThat(FaultText.of(new IllegalStateException("no\n  licence")))
                .isEqualTo("throws IllegalStateException: no licence. Report this to its author.");
        assertThat(FaultText.of(new IllegalStateException("why?")))
                .isEqualTo("throws IllegalStateException: why? Report this to its author.");
        assertThat(FaultText.of(new NullPointerException()))
                .isEqualTo("throws NullPointerException. Report this to its author.");
    }

    @Test
    void aMissingClassIsNamedHoweverDeepItLies() {
        String expected = "needs the class com.acme.Solver, which isn't on the class path. Add the jar that has it.";
        assertThat(FaultText.of(new NoClassDefFoundError("com/acme/Solver"))).isEqualTo(expected);
        assertThat(FaultText.of(new IllegalStateException("late", new ClassNotFoundException("com.acme.Solver"))))
                .isEqualTo(expected);
    }

    @Test
    void aClassThatCouldntBeInitialisedIsntCalledMissing() {
        assertThat(FaultText.of(new NoClassDefFoundError("Could not initialize class com.acme.Solver")))
                .startsWith("throws NoClassDefFoundError: Could not initialize class com.acme.Solver.");
        assertThat(FaultText.of(new ExceptionInInitializerError(new IllegalStateException("no table"))))
                .startsWith("throws IllegalStateException: no table.");
    }

    @Test
    void aClassForALaterJavaSaysWhich() {
        assertThat(FaultText.of(
                        new UnsupportedClassVersionError("com/acme/A has been compiled by a more recent version of"
                                + " the Java Runtime (class file version 69.0), this version of the Java Runtime only recognizes"
                                + " class file versions up to 61.0")))
                .isEqualTo("was compiled for Java 25, but this is Java "
                        + Runtime.version().feature() + ". Use a later JDK, or compile it for this one.");
    }

    @Test
    void aClassForAnotherCapsnetIsToBeCompiledAnew() {
        assertThat(FaultText.of(new NoSuchMethodError("Tensor.old()")))
                .isEqualTo("doesn't fit the classes that it was loaded with (NoSuchMethodError: Tensor.old())."
                        + " Compile it against this version of capsnet and its libraries.");
    }
}
