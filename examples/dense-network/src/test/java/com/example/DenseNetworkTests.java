// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DenseNetworkTests {

    @Test
    void learnsClothes() {
        double accuracy = DenseNetwork.testAccuracy(3);

        assertTrue(accuracy > 0.7, () -> "test accuracy " + accuracy);
    }

    @Test
    void needsNoCapsules() {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("org.capsnet.core.layer.CapsuleLayer"));
    }
}
