using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MLOpsBuild.Emitters;

/// <summary>Writes YAML: the one place that quotes it.</summary>
public static class YamlText
{
    private static readonly EmitterSettings Settings = new EmitterSettings()
        .WithBestWidth(int.MaxValue)
        .WithIndentedSequences()
        .WithNewLine("\n");

    /// <summary>A document with comment lines before it; the same nodes give the same text.</summary>
    /// <exception cref="ArgumentException">A text is no Unicode: it has a lone surrogate.</exception>
    public static string Write(YamlNode document, params IEnumerable<string> header)
    {
        using var text = new StringWriter { NewLine = "\n" };
        foreach (var line in header)
            text.Write($"# {line}\n");

        var emitter = new Emitter(text, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: false));
        Write(emitter, document);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                Write(emitter, scalar.Text, isKey: false);
                if (scalar.Comment is not null)
                    emitter.Emit(new Comment(scalar.Comment, isInline: true));
                break;
            case YamlLiteral literal:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, literal.Text, ScalarStyle.Plain, isPlainImplicit: true, isQuotedImplicit: true));
                break;
            case YamlList list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Items.IsEmpty ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list.Items)
                    Write(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case YamlMap map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, map.Entries.IsEmpty ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    Write(emitter, entry.Key, isKey: true);
                    Write(emitter, entry.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            default:
                throw new ArgumentException($"{node.GetType().Name} is no kind of YAML node.", nameof(node));
        }
    }

    private static void Write(Emitter emitter, string text, bool isKey)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
                throw new ArgumentException($"A text with a lone surrogate (U+{(int)text[i]:X4} at {i}) is no Unicode and cannot be written.", nameof(text));
            if (char.IsSurrogate(text[i]))
                i++;
        }

        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, YamlStyle.Of(text, isKey), isPlainImplicit: true, isQuotedImplicit: true));
    }
}
