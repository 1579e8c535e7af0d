// SPDX-License-Identifier: Apache-2.0
/** Charts as SVG, for pages and for documents. */
package org.capsnet.experiments.chart;
