using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Operators by precedence, and what stands between them.</summary>
internal sealed class ExpressionParser
{
    private readonly TokenReader _reader;
    private readonly ParserOptions _options;
    private readonly DurationParser _durations;
    private readonly SelectorParser _selectors;
    private readonly CallParser _calls;
    private int _depth;
    private int _operators;

    public ExpressionParser(TokenReader reader, ParserOptions options)
    {
        _reader = reader;
        _options = options;
        _durations = new DurationParser(reader);
        _selectors = new SelectorParser(reader, options);
        _calls = new CallParser(reader, this, options);
    }

    public Expression ParseAll()
    {
        if (_reader.Current.Kind == TokenKind.EndOfInput) _reader.Fail("no expression found in input", 0, 0);
        Expression expression = Parse(0);
        if (_reader.Current.Kind != TokenKind.EndOfInput) _reader.FailUnexpected("", "");
        return expression;
    }

    /// <summary>An expression whose operators bind tighter than <paramref name="floor"/>.</summary>
    public Expression Parse(int floor)
    {
        if (++_depth > _options.MaxDepth)
        {
            _reader.Fail($"expression nests deeper than {_options.MaxDepth} levels", _reader.SpanOf(_reader.Current));
        }

        Expression left = ParseUnary();
        while (TryOperator(out BinaryOperator op) && op.Precedence() > floor)
        {
            Token written = _reader.Take();
            if (++_operators > _options.MaxOperators)
            {
                _reader.Fail(
                    $"expression has more than {_options.MaxOperators} binary operators; split it into recording rules", _reader.SpanOf(written));
            }

            BinaryModifiers modifiers = BinaryModifiers.Parse(_reader, op, _options);

            // The power groups to the right: its right side may begin with another power.
            Expression right = Parse(op == BinaryOperator.Power ? op.Precedence() - 1 : op.Precedence());
            left = BinaryChecks.Build(_reader, left, op, written, modifiers, right);
        }

        _depth--;
        return left;
    }

    /// <summary>The second argument of <c>info</c>, whose matchers choose labels: they may let everything through.</summary>
    public Expression ParseInfoSelector() =>
        _reader.Current.Kind == TokenKind.LeftBrace ? _selectors.Parse(null, mayMatchEverything: true) : Parse(0);

    private bool TryOperator(out BinaryOperator op)
    {
        op = default;
        return _reader.Current.Kind is TokenKind.Operator or TokenKind.Identifier
            && BinaryOperators.TryParse(_reader.Current.Source, out op);
    }

    private Expression ParseUnary()
    {
        Token sign = _reader.Current;
        if (!sign.IsOperator("-") && !sign.IsOperator("+")) return ParsePostfix();
        _reader.Take();
        Expression operand = Parse(BinaryOperators.UnaryPrecedence);
        SourceSpan span = _reader.SpanFrom(sign.Start);
        if (operand.Type is not (ExpressionType.Scalar or ExpressionType.InstantVector))
        {
            _reader.Fail(
                $"unary expression only allowed on expressions of type scalar or instant vector, got \"{operand.Type.Name()}\"", span);
        }

        bool negative = sign.Source == "-";
        return operand is NumberLiteral number
            ? number with { Span = span, Value = negative ? -number.Value : number.Value }
            : new UnaryExpression(span, negative, operand);
    }

    private Expression ParsePostfix()
    {
        Expression expression = ParsePrimary();
        while (true)
        {
            if (_reader.Current.Kind == TokenKind.LeftBracket) expression = ParseBrackets(expression);
            else if (_reader.Current.IsWord("offset")) expression = ParseOffset(expression);
            else if (_reader.Current.Kind == TokenKind.At) expression = ParseAt(expression);
            else if (IsEdgeModifier(expression)) expression = ParseEdges(expression);
            else return expression;
        }
    }

    private Expression ParsePrimary()
    {
        Token token = _reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
            case TokenKind.Duration:
                return ParseNumber();
            case TokenKind.Text:
                return ParseString();
            case TokenKind.LeftParen:
                return ParseParentheses();
            case TokenKind.LeftBrace:
                return _selectors.Parse(null);
            case TokenKind.Identifier:
                return ParseWord(token);
            default:
                _reader.FailUnexpected("", "");
                return Placeholder(token);
        }
    }

    private Expression ParseWord(Token token)
    {
        if (token.IsWord("inf") || token.IsWord("nan")) return ParseNumber();
        if (_calls.TryParse(out Expression? call)) return call;
        if (IsReserved(token))
        {
            _reader.FailUnexpected("", "");
            return Placeholder(token);
        }

        return _selectors.Parse(_reader.Take());
    }

    /// <summary>Set operators, aggregations and offset may be metric names; these words may not.</summary>
    private static bool IsReserved(Token token) => token.IsWord("bool") || token.IsWord("atan2") || token.IsWord("on")
        || token.IsWord("ignoring") || token.IsWord("group_left") || token.IsWord("group_right");

    private NumberLiteral ParseNumber()
    {
        Token token = _reader.Take();
        double value = double.NaN;
        if (token.Kind == TokenKind.Duration) value = _durations.ReadDuration(token);
        else if (!NumberText.TryParse(token.Source, out value)) _reader.Fail(
            $"error parsing number: \"{token.Source}\"", _reader.SpanOf(token));
        return new NumberLiteral(_reader.SpanOf(token), value, token.Kind == TokenKind.Duration);
    }

    private StringLiteral ParseString()
    {
        Token token = _reader.Take();
        string? value = StringText.Unquote(token.Source);
        if (value is null) _reader.Fail($"error unquoting string {token.Source}: invalid syntax", _reader.SpanOf(token));
        return new StringLiteral(_reader.SpanOf(token), value ?? "");
    }

    private ParenthesizedExpression ParseParentheses()
    {
        Token open = _reader.Take();
        Expression inner = Parse(0);
        _reader.Expect(TokenKind.RightParen, "an operator or a right parenthesis");
        return new ParenthesizedExpression(_reader.SpanFrom(open.Start), inner);
    }

    private Expression ParseBrackets(Expression inner)
    {
        Token open = _reader.Take();
        DurationExpression range = _durations.ParsePositive("in range");
        if (_reader.TryTake(TokenKind.Colon))
        {
            DurationExpression? step = _reader.Current.Kind == TokenKind.RightBracket ? null : _durations.ParsePositive("in subquery step");
            _reader.Expect(TokenKind.RightBracket, "\"]\"", "in subquery selector");
            if (inner.Type != ExpressionType.InstantVector)
            {
                _reader.Fail($"subquery is only allowed on instant vector, got {inner.Type.Name()} instead", inner.Span);
            }

            return new SubqueryExpression(_reader.SpanFrom(inner.Span.Start), inner, range, step);
        }

        _reader.Expect(TokenKind.RightBracket, "\":\" or \"]\"", "in range selector");
        SourceSpan span = _reader.SpanFrom(inner.Span.Start);
        if (inner is not VectorSelector selector)
        {
            _reader.Fail("ranges only allowed for vector selectors", span with { Start = open.Start });
            return inner;
        }

        if (selector.Offset is not null || selector.At.Anchor != TimeAnchor.None)
        {
            string modifier = selector.Offset is not null ? "offset" : "@";
            _reader.Fail($"no {modifier} modifiers allowed before range", span with { Start = open.Start });
        }

        return new RangeSelector(span, selector, range);
    }

    private Expression ParseOffset(Expression inner)
    {
        _reader.Take();
        DurationExpression offset = _durations.ParseOffset();
        SourceSpan span = _reader.SpanFrom(inner.Span.Start);
        const string Repeated = "offset may not be set multiple times";
        switch (inner)
        {
            case VectorSelector selector:
                if (selector.Offset is not null) _reader.Fail(Repeated, span);
                return selector with { Span = span, Offset = offset };
            case RangeSelector range:
                if (range.Selector.Offset is not null) _reader.Fail(Repeated, span);
                return range with { Span = span, Selector = range.Selector with { Offset = offset } };
            case SubqueryExpression subquery:
                if (subquery.Offset is not null) _reader.Fail(Repeated, span);
                return subquery with { Span = span, Offset = offset };
            default:
                _reader.Fail(
                    "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery", inner.Span);
                return inner;
        }
    }

    private Expression ParseAt(Expression inner)
    {
        _reader.Take();
        AtModifier at = ParseAnchor();
        SourceSpan span = _reader.SpanFrom(inner.Span.Start);
        const string Repeated = "@ <timestamp> may not be set multiple times";
        switch (inner)
        {
            case VectorSelector selector:
                if (selector.At.Anchor != TimeAnchor.None) _reader.Fail(Repeated, span);
                return selector with { Span = span, At = at };
            case RangeSelector range:
                if (range.Selector.At.Anchor != TimeAnchor.None) _reader.Fail(Repeated, span);
                return range with { Span = span, Selector = range.Selector with { At = at } };
            case SubqueryExpression subquery:
                if (subquery.At.Anchor != TimeAnchor.None) _reader.Fail(Repeated, span);
                return subquery with { Span = span, At = at };
            default:
                _reader.Fail(
                    "@ modifier must be preceded by an instant vector selector or range vector selector or a subquery", inner.Span);
                return inner;
        }
    }

    private AtModifier ParseAnchor()
    {
        Token first = _reader.Current;
        if (first.IsWord("start") || first.IsWord("end"))
        {
            _reader.Take();
            _reader.Expect(TokenKind.LeftParen, "\"(\"", "in @");
            _reader.Expect(TokenKind.RightParen, "\")\"", "in @");
            return new AtModifier(first.IsWord("start") ? TimeAnchor.Start : TimeAnchor.End);
        }

        bool negative = _reader.TryTakeOperator("-");
        if (!negative) _reader.TryTakeOperator("+");
        Token token = _reader.Current;
        if (token.Kind is not (TokenKind.Number or TokenKind.Duration) && !token.IsWord("inf") && !token.IsWord("nan"))
        {
            _reader.FailUnexpected("in @", "timestamp");
            return AtModifier.None;
        }

        double seconds = ParseNumber().Value * (negative ? -1 : 1);
        const double Limit = long.MaxValue / 1000.0;
        if (!double.IsFinite(seconds) || Math.Abs(seconds) >= Limit)
        {
            _reader.Fail($"timestamp out of bounds for @ modifier: {token.Source}", _reader.SpanOf(token));
        }

        return new AtModifier(
            TimeAnchor.Timestamp, double.IsFinite(seconds) ? (long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero) : 0);
    }

    private bool IsEdgeModifier(Expression inner) =>
        inner is VectorSelector or RangeSelector && (_reader.Current.IsWord("anchored") || _reader.Current.IsWord("smoothed"));

    private Expression ParseEdges(Expression inner)
    {
        Token word = _reader.Take();
        if (!_options.EnableExtendedRangeSelectors)
        {
            _reader.Fail($"{word.Source.ToLowerInvariant()} modifier is experimental and not enabled", _reader.SpanOf(word));
        }

        RangeEdges edges = word.IsWord("anchored") ? RangeEdges.Anchored : RangeEdges.Smoothed;
        SourceSpan span = _reader.SpanFrom(inner.Span.Start);
        if (inner is RangeSelector range)
        {
            if (range.Selector.Edges != RangeEdges.Plain) _reader.Fail("anchored and smoothed modifiers cannot be used together", span);
            return range with { Span = span, Selector = range.Selector with { Edges = edges } };
        }

        if (edges == RangeEdges.Anchored) _reader.Fail("anchored modifier not supported on instant vector selectors", span);
        return (VectorSelector)inner with { Span = span, Edges = edges };
    }

    private NumberLiteral Placeholder(Token token) => new(_reader.SpanOf(token), double.NaN);
}
