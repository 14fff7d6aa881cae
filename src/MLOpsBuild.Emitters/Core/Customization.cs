using System.Runtime.CompilerServices;

namespace MLOpsBuild.Emitters;

/// <summary>A change of a document of a known type.</summary>
internal sealed record Customization<TDocument>(string File, Func<TDocument, TDocument> Change) : Customization(File);

/// <summary>Applies what a definition changes, in order and last.</summary>
internal static class Customizations
{
    public static Customization<TDocument> Of<TDocument>(Func<TDocument, TDocument> change, string file) =>
        new(SourceLocation.Of(file, 0).File, change);

    public static TDocument Apply<TDocument>(TDocument document, IEnumerable<Customization> customizations, Diagnostics diagnostics, [CallerArgumentExpression(nameof(document))] string name = "")
    {
        foreach (var customization in customizations)
        {
            if (customization is Customization<TDocument> typed)
                document = typed.Change(document);
            else
                diagnostics.Add(FindingCodes.BadCustomization, customization.File, $"a customization is not for the {name}", customization.GetType().Name, "Use the Customize of the emitter whose document it changes.");
        }

        return document;
    }
}
