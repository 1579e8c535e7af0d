// SPDX-License-Identifier: Apache-2.0
/** Results of experiments beside the published ones: what is alike, what isn't, and what may be chance. */
package org.capsnet.experiments.comparison;
