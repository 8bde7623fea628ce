using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>What stands between a binary operator and its right side.</summary>
internal sealed record BinaryModifiers(bool ReturnBool, VectorMatching Matching, bool IsWritten)
{
    public static BinaryModifiers Parse(TokenReader reader, BinaryOperator op, ParserOptions options)
    {
        bool returnBool = reader.TryTakeWord("bool");
        if (returnBool && !op.IsComparison())
        {
            reader.Fail("bool modifier can only be used on comparison operators", reader.SpanFrom(reader.LastEnd - 4));
        }

        VectorMatching matching = VectorMatching.OneToOne;
        bool written = false;
        if (reader.Current.IsWord("on") || reader.Current.IsWord("ignoring"))
        {
            bool on = reader.Take().IsWord("on");
            matching = matching with { On = on, Labels = LabelLists.Parse(reader, "in grouping opts") };
            matching = ParseGroup(reader, matching);
            written = true;
        }

        if (op.IsSetOperator()) matching = CheckSetOperator(reader, op, matching);
        return new BinaryModifiers(returnBool, ParseFill(reader, op, matching, options), written);
    }

    private static VectorMatching ParseGroup(TokenReader reader, VectorMatching matching)
    {
        bool left = reader.Current.IsWord("group_left");
        if (!left && !reader.Current.IsWord("group_right")) return matching;
        Token word = reader.Take();
        IReadOnlyList<string> include = reader.Current.Kind == TokenKind.LeftParen ? LabelLists.Parse(reader, "in grouping opts") : [];
        if (matching.On)
        {
            string? both = include.FirstOrDefault(matching.Labels.Contains);
            if (both is not null) reader.Fail($"label \"{both}\" must not occur in ON and GROUP clause at once", reader.SpanOf(word));
        }

        return matching with { Cardinality = left ? MatchCardinality.ManyToOne : MatchCardinality.OneToMany, Include = include };
    }

    private static VectorMatching CheckSetOperator(TokenReader reader, BinaryOperator op, VectorMatching matching)
    {
        if (matching.Cardinality != MatchCardinality.OneToOne)
        {
            reader.Fail($"no grouping allowed for \"{op.Text()}\" operation", reader.SpanFrom(reader.LastEnd));
        }

        return matching with { Cardinality = MatchCardinality.ManyToMany };
    }

    private static VectorMatching ParseFill(TokenReader reader, BinaryOperator op, VectorMatching matching, ParserOptions options)
    {
        while (IsFill(reader.Current) && reader.Following.Kind == TokenKind.LeftParen)
        {
            Token word = reader.Take();
            if (!options.EnableFill) reader.Fail("binop fill modifiers are experimental and not enabled", reader.SpanOf(word));
            if (op.IsSetOperator()) reader.Fail("filling in missing series not allowed for set operators", reader.SpanOf(word));
            reader.Take();
            double value = ParseValue(reader);
            reader.Expect(TokenKind.RightParen, "\")\"", "in fill");
            if (!word.IsWord("fill_right")) matching = matching with { FillLeft = value };
            if (!word.IsWord("fill_left")) matching = matching with { FillRight = value };
        }

        return matching;
    }

    private static bool IsFill(Token token) => token.IsWord("fill") || token.IsWord("fill_left") || token.IsWord("fill_right");

    private static double ParseValue(TokenReader reader)
    {
        bool negative = reader.TryTakeOperator("-");
        if (!negative) reader.TryTakeOperator("+");
        if (NumberText.TryParse(reader.Current.Source, out double value))
        {
            reader.Take();
            return negative ? -value : value;
        }

        reader.FailUnexpected("in fill", "number");
        return double.NaN;
    }
}
