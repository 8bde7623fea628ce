using System.Diagnostics.CodeAnalysis;

using Heed.Documents;
using Heed.Model.Parsing;
using Heed.Query.Syntax;

namespace Heed.Rules.Objectives.Documents;

/// <summary>Queries of documents, checked where they stand.</summary>
internal static class PromqlText
{
    /// <summary>Any window does for checking.</summary>
    private const string SomeWindow = "5m";

    /// <summary>A query that has a place for the window; null where it has a mistake, which is reported.</summary>
    public static string? Require(MappingReader reader, string key)
    {
        if (!reader.TryRequire(key, "a PromQL query with {{.window}} in its ranges", out DocumentNode? node)) return null;
        if (!TryRead(node, out string? query)) return null;
        if (Indicator.HasWindow(query)) return query;
        node.Report("expected {{.window}} in the query, as in rate(requests_total[{{.window}}]), found none");
        return null;
    }

    /// <summary>A query that parses; what is wrong with any other is reported.</summary>
    public static bool TryRead(DocumentNode node, [NotNullWhen(true)] out string? query)
    {
        query = node.ReadText();
        ParseResult<Expression> parsed = PromqlParser.Parse(Indicator.Over(query, SomeWindow));
        if (parsed.IsSuccess && parsed.Value.Type is ExpressionType.InstantVector or ExpressionType.Scalar) return true;
        node.Report(parsed.IsSuccess ? "expected a query that gives an instant vector" : parsed.Error.Message, parsed.Error?.Suggestion);
        query = null;
        return false;
    }
}
