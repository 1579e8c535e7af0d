// SPDX-License-Identifier: Apache-2.0
/** Experiments as files: what may be set, how a file is read and checked, and the runs that it stands for. */
package org.capsnet.experiments.experiment;
