// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may use which. The plug-ins of this test's class path are there at run time only. */
class ModuleGraphTests {

    private static final String CORE = "org.capsnet.core..";
    private static final String SPI = "org.capsnet.routing.spi..";
    private static final String DATASETS = "org.capsnet.datasets..";
    private static final String EXPERIMENTS = "org.capsnet.experiments..";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.capsnet");

    @Test
    void everyModuleIsLookedAt() {
        Set<String> modules = CLASSES.stream()
                .map(type -> type.getPackageName().replaceAll("^org\\.capsnet\\.((routing\\.)?[a-z]+).*", "$1"))
                .collect(Collectors.toSet());
        assertThat(modules)
                .containsExactlyInAnyOrder(
                        "core", "routing.spi", "routing.dynamic", "routing.adaptive", "datasets", "experiments");
    }

    @Test
    void coreUsesNoOtherModule() {
        usesOnly(CORE);
    }

    @Test
    void dataSetsUseNoOtherModule() {
        usesOnly(DATASETS);
    }

    @Test
    void theRoutingInterfaceUsesCoreOnly() {
        usesOnly(SPI, CORE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.capsnet.routing.dynamic..", "org.capsnet.routing.adaptive.."})
    void aRoutingUsesTheRoutingInterfaceAndCoreOnly(String routing) {
        usesOnly(routing, SPI, CORE);
    }

    @Test
    void theExperimentsKnowNoRouting() {
        usesOnly(EXPERIMENTS, SPI, CORE, DATASETS);
    }

    @Test
    void tensorsKnowNoRoutingsAndRoutingsNoLayers() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(CORE)
                .layer("layer")
                .definedBy("org.capsnet.core.layer..")
                .layer("routing")
                .definedBy("org.capsnet.core.routing..")
                .layer("tensor")
                .definedBy("org.capsnet.core.tensor..")
                .layer("diagnosis")
                .definedBy("org.capsnet.core.diagnosis..")
                .whereLayer("diagnosis")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("layer")
                .mayOnlyBeAccessedByLayers("diagnosis")
                .whereLayer("routing")
                .mayOnlyBeAccessedByLayers("layer", "diagnosis")
                .whereLayer("tensor")
                .mayOnlyBeAccessedByLayers("layer", "routing")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.capsnet.(**)")
                .should()
                .beFreeOfCycles()
                // Main stands above all packages, though it is in the one below all others.
                .ignoreDependency(type(Main.class), alwaysTrue())
                .check(CLASSES);
    }

    private static void usesOnly(String module, String... others) {
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat(resideInAPackage("org.capsnet..")
                        .and(not(resideInAPackage(module)))
                        .and(not(resideInAnyPackage(others)))
                        .<JavaClass>forSubtype())
                .check(CLASSES);
    }
}
