// SPDX-License-Identifier: Apache-2.0
/** Examines the networks of an experiment before they are trained. */
package org.capsnet.experiments.doctor;
