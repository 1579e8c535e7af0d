// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

/** A right routing passes, found through the service file. */
class MatrixKitTests extends RoutingConformance {

    MatrixKitTests() {
        super("kit-matrix");
    }
}
