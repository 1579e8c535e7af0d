// SPDX-License-Identifier: Apache-2.0
/** What an experiment file stands for, shown without running it. */
package org.capsnet.experiments.plan;
