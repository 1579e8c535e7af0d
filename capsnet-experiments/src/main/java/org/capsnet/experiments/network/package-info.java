// SPDX-License-Identifier: Apache-2.0
/** The networks that experiments train: what may be set, and how it becomes a Deeplearning4j configuration. */
package org.capsnet.experiments.network;
