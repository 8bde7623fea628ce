using System.Diagnostics.CodeAnalysis;

using Heed.Model.Parsing;
using Heed.Query.Functions;
using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Aggregations and function calls.</summary>
internal sealed class CallParser(TokenReader reader, ExpressionParser expressions, ParserOptions options)
{
    /// <summary>False where the current word is no call: a metric name then.</summary>
    public bool TryParse([NotNullWhen(true)] out Expression? call)
    {
        Token word = reader.Current;
        Token next = reader.Following;
        call = null;
        bool parenthesis = next.Kind == TokenKind.LeftParen;
        if (AggregationOperators.TryParse(word.Source, out AggregationOperator op))
        {
            if (parenthesis || IsGrouping(next)) call = ParseAggregation(op);
        }
        else if (parenthesis && !BinaryOperators.TryParse(word.Source, out _))
        {
            call = ParseCall();
        }

        return call is not null;
    }

    private static bool IsGrouping(Token token) => token.IsWord("by") || token.IsWord("without");

    private AggregateExpression ParseAggregation(AggregationOperator op)
    {
        Token word = reader.Take();
        if (op.IsExperimental() && !options.EnableExperimentalFunctions)
        {
            reader.Fail($"{op.Name()}() is experimental and must be enabled", reader.SpanOf(word));
        }

        bool grouped = IsGrouping(reader.Current);
        (bool without, IReadOnlyList<string> grouping) = grouped ? ParseGrouping() : (false, []);
        List<Expression> arguments = ParseArguments("in aggregation", null);
        if (!grouped && IsGrouping(reader.Current)) (without, grouping) = ParseGrouping();
        return Check(op, arguments, without, grouping, reader.SpanFrom(word.Start));
    }

    private (bool Without, IReadOnlyList<string> Grouping) ParseGrouping()
    {
        bool without = reader.Take().IsWord("without");
        return (without, LabelLists.Parse(reader, "in grouping opts"));
    }

    private AggregateExpression Check(
        AggregationOperator op, List<Expression> arguments, bool without, IReadOnlyList<string> grouping, SourceSpan span)
    {
        ExpressionType? parameter = op.ParameterType();
        int wanted = parameter is null ? 1 : 2;
        if (arguments.Count == 0) reader.Fail("no arguments for aggregate expression provided", span);
        else if (arguments.Count != wanted)
        {
            reader.Fail($"wrong number of arguments for aggregate expression provided, expected {wanted}, got {arguments.Count}", span);
        }

        Expression nothing = new NumberLiteral(span, double.NaN);
        Expression inner = arguments.Count > 0 ? arguments[^1] : nothing;
        Expression? first = parameter is null || arguments.Count < 2 ? null : arguments[0];
        if (first is not null && first.Type != parameter)
        {
            reader.Fail($"expected type {parameter!.Value.Name()} in aggregation parameter, got {first.Type.Name()}", first.Span);
        }

        if (inner.Type != ExpressionType.InstantVector)
        {
            reader.Fail($"expected type instant vector in aggregation expression, got {inner.Type.Name()}", inner.Span, RangeHint(inner));
        }

        return new AggregateExpression(span, op, inner, first, without, grouping);
    }

    /// <summary>An aggregation over a window is what a function with the suffix does.</summary>
    private static string? RangeHint(Expression inner) => inner.Type == ExpressionType.RangeVector ? $"last_over_time({inner})" : null;

    private CallExpression ParseCall()
    {
        Token word = reader.Take();
        FunctionSignature? function = Find(word.Source);
        if (function is null)
        {
            reader.Fail($"unknown function with name \"{word.Source}\"", word.Start, word.End, Suggest(word.Source));
            function = new FunctionSignature(word.Source, [], ExpressionType.InstantVector);
        }
        else if (function.IsExperimental && !options.EnableExperimentalFunctions)
        {
            reader.Fail($"function \"{word.Source}\" is not enabled: it is experimental", reader.SpanOf(word));
        }

        List<Expression> arguments = ParseArguments("in call arguments", function);
        SourceSpan span = reader.SpanFrom(word.Start);
        Check(function, arguments, span);
        return new CallExpression(span, function, arguments);
    }

    private FunctionSignature? Find(string name)
    {
        bool isOldName = name == "holt_winters" && options.EnableHoltWinters;
        return isOldName ? FunctionTable.Find("double_exponential_smoothing")! with { IsExperimental = false } : FunctionTable.Find(name);
    }

    private void Check(FunctionSignature function, List<Expression> arguments, SourceSpan span)
    {
        string call = $"in call to \"{function.Name}\", got {arguments.Count}";
        if (function.LeastArguments == function.MostArguments && arguments.Count != function.LeastArguments)
        {
            reader.Fail($"expected {function.LeastArguments} argument(s) {call}", span);
        }
        else if (arguments.Count < function.LeastArguments)
        {
            reader.Fail($"expected at least {function.LeastArguments} argument(s) {call}", span);
        }
        else if (arguments.Count > function.MostArguments)
        {
            reader.Fail($"expected at most {function.MostArguments} argument(s) {call}", span);
        }

        for (int i = 0; i < arguments.Count && function.Arguments.Count > 0; i++)
        {
            ExpressionType wanted = function.ArgumentType(i);
            if (arguments[i].Type == wanted) continue;
            string? hint = wanted == ExpressionType.RangeVector && arguments[i] is VectorSelector ? $"{arguments[i]}[5m]" : null;
            reader.Fail(
                $"expected type {wanted.Name()} in call to function \"{function.Name}\", got {arguments[i].Type.Name()}",
                arguments[i].Span,
                hint);
        }

        if (function.Name == "info" && arguments.Count == 2 && arguments[1] is not VectorSelector)
        {
            reader.Fail("expected label selectors as the second argument to \"info\" function", arguments[1].Span);
        }
    }

    private List<Expression> ParseArguments(string context, FunctionSignature? function)
    {
        List<Expression> arguments = [];
        reader.Expect(TokenKind.LeftParen, "\"(\"", context);
        while (reader.Current.Kind is not (TokenKind.RightParen or TokenKind.EndOfInput))
        {
            bool choosesInfo = function?.Name == "info" && arguments.Count == 1;
            arguments.Add(choosesInfo ? expressions.ParseInfoSelector() : expressions.Parse(0));
            if (!reader.TryTake(TokenKind.Comma)) break;
            if (reader.Current.Kind == TokenKind.RightParen)
            {
                reader.Fail("trailing commas not allowed in function call args", reader.SpanOf(reader.Current));
            }
        }

        reader.Expect(TokenKind.RightParen, "\",\" or \")\"", context);
        return arguments;
    }

    /// <summary>Words of other languages first, then the nearest name.</summary>
    private static string? Suggest(string written)
    {
        string? known = written.ToLowerInvariant() switch
        {
            "mean" or "average" => "avg",
            "mean_over_time" or "average_over_time" => "avg_over_time",
            "stdev" or "std" => "stddev",
            "variance" or "var" => "stdvar",
            "percentile" => "quantile",
            "top" => "topk",
            "bottom" => "bottomk",
            "holt_winters" => "double_exponential_smoothing",
            "diff" or "difference" => "delta",
            "derivative" => "deriv",
            "log" => "ln",
            "now" => "time",
            "isnull" or "missing" => "absent",
            _ => null,
        };

        // Of equally near names, one that the written text begins is likelier: "rat" is a cut "rate", no mistyped "rad".
        IEnumerable<string> names = FunctionTable.Names.Concat(AggregationOperators.Names);
        return known ?? NearestName.Find(written, names.OrderBy(n => !n.StartsWith(written, StringComparison.OrdinalIgnoreCase)));
    }
}
