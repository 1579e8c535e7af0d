// SPDX-License-Identifier: Apache-2.0
/** YAML files whose every value knows its place, so that all errors of a file can be told at once. */
package org.capsnet.experiments.yaml;
