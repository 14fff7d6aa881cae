using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>The datatypes of the Open Inference Protocol by what a column holds.</summary>
internal static class Datatypes
{
    private static readonly string[] Numbers = ["FP32", "FP64", "FP16", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"];

    /// <summary>The datatype that the model's metadata names.</summary>
    public static string Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "FP32",
        ColumnKind.Category => "BYTES",
        _ => "BOOL",
    };

    /// <summary>Whether values of a datatype can be taken; any number will do for a number, since JSON writes them alike.</summary>
    public static bool Fits(ColumnKind kind, string datatype) => kind == ColumnKind.Number ? Numbers.Contains(datatype) : datatype == Of(kind);
}
