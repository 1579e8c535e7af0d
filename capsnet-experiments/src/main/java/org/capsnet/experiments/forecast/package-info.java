// SPDX-License-Identifier: Apache-2.0
/** What a network will need before it runs: parameters, memory and time, and how a batch must be split to fit. */
package org.capsnet.experiments.forecast;
