using System.Text.Unicode;

namespace Heed.Ingest.Exposition;

/// <summary>One line behind its <c>#</c>: <c>TYPE name word</c>, <c>HELP name text</c>, <c>UNIT name unit</c> or <c>EOF</c>.</summary>
internal ref struct MetadataLine(ReadOnlySpan<byte> body, int start, int end, bool isOpenMetrics)
{
    private readonly ReadOnlySpan<byte> _body = body[..end];
    private MetadataLineKind _kind;

    /// <summary>Where the line is wrong, after <see cref="TryApply"/> has failed.</summary>
    public int Position { get; private set; } = start;

    public string Expected { get; private set; } = "";

    public MetadataLineKind ReadKind()
    {
        if (!PassBlanks()) return MetadataLineKind.Comment;
        ReadOnlySpan<byte> rest = _body[Position..];
        if (isOpenMetrics && rest.SequenceEqual("EOF"u8)) return MetadataLineKind.EndOfBody;
        if (rest.Length < 5 || rest[4] is not ((byte)' ' or (byte)'\t')) return MetadataLineKind.Comment;
        ReadOnlySpan<byte> word = rest[..4];
        if (word.SequenceEqual("HELP"u8)) _kind = MetadataLineKind.Help;
        else if (word.SequenceEqual("TYPE"u8)) _kind = MetadataLineKind.Type;
        else if (word.SequenceEqual("UNIT"u8) && isOpenMetrics) _kind = MetadataLineKind.Unit;
        Position += word.Length;
        return _kind;
    }

    /// <summary>Gives what the line says to the family. A broken name leaves the family as it was.</summary>
    public bool TryApply(FamilyLines family)
    {
        if (!PassBlanks() || !TryTakeName(out Range name)) return Fail("a metric's name");
        family.Enter(_body, name);
        int behindName = Position;
        if (!PassBlanks())
        {
            // The text format lets a help text be absent; OpenMetrics and types do not.
            if (_kind == MetadataLineKind.Help && !isOpenMetrics && Position == _body.Length) return true;
            Position = behindName;
            return Fail("one blank and a text");
        }

        Range text = Position.._body.Length;
        if (!Utf8.IsValid(_body[text])) return Fail("UTF-8");
        switch (_kind)
        {
            case MetadataLineKind.Help:
                family.SetHelp(text);
                return true;
            case MetadataLineKind.Unit:
                return family.TrySetUnit(_body, text) || Fail("a unit that the metric's name ends with");
            default:
                return family.TrySetType(_body[text].TrimEnd(" \t"u8), isOpenMetrics) || Fail("a type of metric");
        }
    }

    private bool TryTakeName(out Range name)
    {
        SeriesScanner scanner = new(_body, Position, allowsBlanks: false);
        bool isQuoted = Position < _body.Length && _body[Position] == '"';
        bool passed = isQuoted ? scanner.TryPassQuoted() : scanner.TryPassName();
        name = isQuoted ? (Position + 1)..(scanner.Position - 1) : Position..scanner.Position;
        if (passed) Position = scanner.Position;
        else name = default;
        return passed;
    }

    /// <summary>At least one blank in the text format, exactly one space in OpenMetrics.</summary>
    private bool PassBlanks()
    {
        int from = Position;
        if (isOpenMetrics)
        {
            if (Position < _body.Length && _body[Position] == ' ') Position++;
            return Position > from;
        }

        while (Position < _body.Length && (_body[Position] == ' ' || _body[Position] == '\t')) Position++;
        return Position > from;
    }

    private bool Fail(string expected)
    {
        Expected = expected;
        return false;
    }
}
