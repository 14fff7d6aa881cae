namespace Pipelines;

/// <summary>A row of the breast cancer data: thirty measures of the cell nuclei in an image, and the diagnosis. Each measure comes as mean, standard error and mean of the three largest.</summary>
[Columns(ColumnNaming.SnakeCase)]
public sealed record Biopsy
{
    /// <summary>Whether the tumour is malignant.</summary>
    [Column("diagnosis"), Label(positive: "malignant", negative: "benign")]
    public bool Malignant { get; init; }

    /// <summary>Mean of the radius.</summary>
    public float MeanRadius { get; init; }

    /// <summary>Mean of the texture.</summary>
    public float MeanTexture { get; init; }

    /// <summary>Mean of the perimeter.</summary>
    public float MeanPerimeter { get; init; }

    /// <summary>Mean of the area.</summary>
    public float MeanArea { get; init; }

    /// <summary>Mean of the smoothness.</summary>
    public float MeanSmoothness { get; init; }

    /// <summary>Mean of the compactness.</summary>
    public float MeanCompactness { get; init; }

    /// <summary>Mean of the concavity.</summary>
    public float MeanConcavity { get; init; }

    /// <summary>Mean of the concave points.</summary>
    public float MeanConcavePoints { get; init; }

    /// <summary>Mean of the symmetry.</summary>
    public float MeanSymmetry { get; init; }

    /// <summary>Mean of the fractal dimension.</summary>
    public float MeanFractalDimension { get; init; }

    /// <summary>Standard error of the radius.</summary>
    public float RadiusError { get; init; }

    /// <summary>Standard error of the texture.</summary>
    public float TextureError { get; init; }

    /// <summary>Standard error of the perimeter.</summary>
    public float PerimeterError { get; init; }

    /// <summary>Standard error of the area.</summary>
    public float AreaError { get; init; }

    /// <summary>Standard error of the smoothness.</summary>
    public float SmoothnessError { get; init; }

    /// <summary>Standard error of the compactness.</summary>
    public float CompactnessError { get; init; }

    /// <summary>Standard error of the concavity.</summary>
    public float ConcavityError { get; init; }

    /// <summary>Standard error of the concave points.</summary>
    public float ConcavePointsError { get; init; }

    /// <summary>Standard error of the symmetry.</summary>
    public float SymmetryError { get; init; }

    /// <summary>Standard error of the fractal dimension.</summary>
    public float FractalDimensionError { get; init; }

    /// <summary>Mean of the three largest values of the radius.</summary>
    public float WorstRadius { get; init; }

    /// <summary>Mean of the three largest values of the texture.</summary>
    public float WorstTexture { get; init; }

    /// <summary>Mean of the three largest values of the perimeter.</summary>
    public float WorstPerimeter { get; init; }

    /// <summary>Mean of the three largest values of the area.</summary>
    public float WorstArea { get; init; }

    /// <summary>Mean of the three largest values of the smoothness.</summary>
    public float WorstSmoothness { get; init; }

    /// <summary>Mean of the three largest values of the compactness.</summary>
    public float WorstCompactness { get; init; }

    /// <summary>Mean of the three largest values of the concavity.</summary>
    public float WorstConcavity { get; init; }

    /// <summary>Mean of the three largest values of the concave points.</summary>
    public float WorstConcavePoints { get; init; }

    /// <summary>Mean of the three largest values of the symmetry.</summary>
    public float WorstSymmetry { get; init; }

    /// <summary>Mean of the three largest values of the fractal dimension.</summary>
    public float WorstFractalDimension { get; init; }
}
