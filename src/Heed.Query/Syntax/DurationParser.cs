using Heed.Model.Parsing;
using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Lengths of time in ranges, subquery steps and offsets, with arithmetic.</summary>
internal sealed class DurationParser(TokenReader reader)
{
    private static readonly (string Text, DurationOperator Operator, int Precedence)[] Operators =
    [
        ("+", DurationOperator.Add, 1), ("-", DurationOperator.Subtract, 1), ("*", DurationOperator.Multiply, 2),
        ("/", DurationOperator.Divide, 2), ("%", DurationOperator.Modulo, 2), ("^", DurationOperator.Power, 3),
    ];

    private const int SignPrecedence = 2;
    private const int MaxDepth = 64;

    private int _depth;

    /// <summary>A whole duration between brackets; one that is a plain literal has to be positive.</summary>
    public DurationExpression ParsePositive(string context)
    {
        DurationExpression duration = Parse(0, context);
        if (duration is DurationLiteral { Value: <= 0 }) reader.Fail("duration must be greater than 0", duration.Span);
        return duration;
    }

    /// <summary>Behind <c>offset</c>: a sign and one operand; further arithmetic needs parentheses.</summary>
    public DurationExpression ParseOffset()
    {
        Token sign = reader.Current;
        bool negative = reader.TryTakeOperator("-");
        if (!negative) reader.TryTakeOperator("+");
        DurationExpression operand = ParseOperand("in offset");
        return negative ? Negate(operand, sign.Start) : operand;
    }

    /// <summary>In seconds; reports what is wrong with the units.</summary>
    public double ReadDuration(Token token)
    {
        ParseResult<double> seconds = NumberText.ParseDuration(token.Source);
        if (seconds.IsSuccess) return seconds.Value;
        reader.Fail(seconds.Error.Message, reader.SpanOf(token));
        return double.NaN;
    }

    private DurationExpression Parse(int floor, string context)
    {
        if (++_depth > MaxDepth) reader.Fail($"duration nests deeper than {MaxDepth} levels", reader.SpanOf(reader.Current));
        DurationExpression left = ParseSigned(context);
        while (TryOperator(out (string Text, DurationOperator Operator, int Precedence) op) && op.Precedence > floor)
        {
            reader.Take();
            DurationExpression right = Parse(op.Operator == DurationOperator.Power ? op.Precedence - 1 : op.Precedence, context);
            left = new DurationOperation(left.Span.To(right.Span), op.Operator, left, right);
            bool byZero = op.Operator is DurationOperator.Divide or DurationOperator.Modulo && right is DurationLiteral { Value: 0 };
            if (byZero) reader.Fail(op.Operator == DurationOperator.Divide ? "division by zero" : "modulo by zero", left.Span);
        }

        _depth--;
        return left;
    }

    private bool TryOperator(out (string Text, DurationOperator Operator, int Precedence) op)
    {
        op = Array.Find(Operators, o => reader.Current.IsOperator(o.Text));
        return op.Text is not null;
    }

    private DurationExpression ParseSigned(string context)
    {
        Token sign = reader.Current;
        if (reader.TryTakeOperator("-")) return Negate(Parse(SignPrecedence, context), sign.Start);
        if (reader.TryTakeOperator("+")) return Parse(SignPrecedence, context);
        return ParseOperand(context);
    }

    private DurationExpression ParseOperand(string context)
    {
        Token token = reader.Current;
        switch (token.Kind)
        {
            case TokenKind.Duration:
                reader.Take();
                return new DurationLiteral(reader.SpanOf(token), ReadDuration(token));
            case TokenKind.Number:
                reader.Take();
                if (!NumberText.TryParse(token.Source, out double value))
                {
                    reader.Fail($"error parsing number: \"{token.Source}\"", reader.SpanOf(token));
                }

                return new DurationLiteral(reader.SpanOf(token), value);
            case TokenKind.LeftParen:
                reader.Take();
                DurationExpression inner = Parse(0, context);
                reader.Expect(TokenKind.RightParen, "\")\"", context);
                return inner;
            case TokenKind.Identifier when token.IsWord("step") || token.IsWord("range"):
                reader.Take();
                reader.Expect(TokenKind.LeftParen, "\"(\"", context);
                reader.Expect(TokenKind.RightParen, "\")\"", context);
                return new DurationVariable(reader.SpanFrom(token.Start), token.IsWord("step"));
            case TokenKind.Identifier when token.IsWord("min_of") || token.IsWord("max_of"):
                return ParseChoice(context);
            default:
                reader.FailUnexpected(context, "number, duration, step(), or range()");
                return new DurationLiteral(reader.SpanOf(token), 0);
        }
    }

    private DurationOperation ParseChoice(string context)
    {
        Token word = reader.Take();
        reader.Expect(TokenKind.LeftParen, "\"(\"", context);
        DurationExpression first = Parse(0, context);
        reader.Expect(TokenKind.Comma, "\",\"", context);
        DurationExpression second = Parse(0, context);
        reader.Expect(TokenKind.RightParen, "\")\"", context);
        DurationOperator op = word.IsWord("min_of") ? DurationOperator.Minimum : DurationOperator.Maximum;
        return new DurationOperation(reader.SpanFrom(word.Start), op, first, second);
    }

    private DurationExpression Negate(DurationExpression operand, int start) => operand is DurationLiteral literal
        ? literal with { Span = reader.SpanFrom(start), Value = -literal.Value }
        : new DurationNegation(reader.SpanFrom(start), operand);
}
