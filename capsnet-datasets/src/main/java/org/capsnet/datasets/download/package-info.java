// SPDX-License-Identifier: Apache-2.0
/**
 * Getting the files of a data set over the network, and checking them.
 *
 * <p>A {@link org.capsnet.datasets.download.Downloader} fills a folder with the files of an
 * {@link org.capsnet.datasets.ImageDataSet}; a {@link org.capsnet.datasets.download.FileCheck} tells whether a file is what
 * was published. Nothing else in this module uses the network.
 */
package org.capsnet.datasets.download;
