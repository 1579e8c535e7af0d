// SPDX-License-Identifier: Apache-2.0
/** Which of ND4J's backends does the work, and whether the GPU that it needs is there. */
package org.capsnet.experiments.backend;
