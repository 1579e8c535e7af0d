// SPDX-License-Identifier: Apache-2.0
/**
 * Runs experiments so that nothing done is lost: each run has a folder of its own with checkpoints, and a run that goes on
 * gives what it would have given without a pause.
 */
package org.capsnet.experiments.runner;
