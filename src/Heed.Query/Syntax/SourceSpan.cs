using Heed.Model.Parsing;

namespace Heed.Query.Syntax;

/// <summary>Where an expression stands in the text that it was read from.</summary>
/// <param name="Text">The whole query.</param>
/// <param name="Start">The offset of the first character.</param>
/// <param name="End">The offset behind the last one.</param>
public readonly record struct SourceSpan(string Text, int Start, int End)
{
    /// <summary>Line and column of the start, both counted from one.</summary>
    public (int Line, int Column) Locate() => new ParseError("", Start, End).Locate(Text ?? "");

    /// <summary>From the start of this span to the end of the other.</summary>
    public SourceSpan To(SourceSpan last) => this with { End = last.End };
}
