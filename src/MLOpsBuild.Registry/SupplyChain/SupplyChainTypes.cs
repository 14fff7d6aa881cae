namespace MLOpsBuild.Registry;

/// <summary>The artifact types of what is attached to a package for its supply chain, and the annotations that tell them apart.</summary>
public static class SupplyChainTypes
{
    /// <summary>A bill of materials: CycloneDX as JSON.</summary>
    public const string BillOfMaterials = "application/vnd.cyclonedx+json";

    /// <summary>An in-toto statement: provenance, or what the gates came to.</summary>
    public const string Statement = "application/vnd.in-toto+json";

    /// <summary>A signature: a sigstore bundle, version 0.3.</summary>
    public const string Signature = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /// <summary>The annotation of a statement's referrer that names its predicate type, as BuildKit writes it.</summary>
    public const string PredicateAnnotation = "in-toto.io/predicate-type";

    /// <summary>The annotation of a bundle's referrer that names the predicate type of its statement, as sigstore's tools write it.</summary>
    public const string BundlePredicateAnnotation = "dev.sigstore.bundle.predicateType";

    /// <summary>The annotation of a bundle's referrer that says what the bundle holds, as sigstore's tools write it.</summary>
    public const string BundleContentAnnotation = "dev.sigstore.bundle.content";

    /// <summary>The predicate type of SLSA provenance, version 1.</summary>
    public const string ProvenancePredicate = "https://slsa.dev/provenance/v1";

    /// <summary>The predicate type of in-toto's test result, version 0.1; here it says what the gates came to.</summary>
    public const string TestResultPredicate = "https://in-toto.io/attestation/test-result/v0.1";

    /// <summary>The predicate type of OpenSSF model signing, version 1.0.</summary>
    public const string ModelSigningPredicate = "https://model_signing/signature/v1.0";
}
