// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

/** The training was asked to stop. An exception, since nothing else ends Deeplearning4j's fit midway. */
final class StoppedException extends RuntimeException {}
