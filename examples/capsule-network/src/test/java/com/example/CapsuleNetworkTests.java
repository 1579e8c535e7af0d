// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CapsuleNetworkTests {

    @Test
    void tellsDirectionsApart() {
        double accuracy = CapsuleNetwork.testAccuracy(CapsuleNetwork.trained());

        assertTrue(accuracy > 0.9, () -> "test accuracy " + accuracy);
    }
}
