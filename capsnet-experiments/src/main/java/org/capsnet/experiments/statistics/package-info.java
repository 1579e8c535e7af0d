// SPDX-License-Identifier: Apache-2.0
/** What results vary by. */
package org.capsnet.experiments.statistics;
