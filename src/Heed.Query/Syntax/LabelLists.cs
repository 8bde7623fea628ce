using Heed.Query.Lexing;

namespace Heed.Query.Syntax;

/// <summary>Label names in parentheses: <c>(job, "my.label")</c>.</summary>
internal static class LabelLists
{
    public static IReadOnlyList<string> Parse(TokenReader reader, string context)
    {
        List<string> names = [];
        reader.Expect(TokenKind.LeftParen, "\"(\"", context);
        while (reader.Current.Kind is not (TokenKind.RightParen or TokenKind.EndOfInput))
        {
            names.Add(ParseName(reader, context));
            if (!reader.TryTake(TokenKind.Comma)) break;
        }

        reader.Expect(TokenKind.RightParen, "\",\" or \")\"", context);
        return names;
    }

    private static string ParseName(TokenReader reader, string context)
    {
        Token token = reader.Current;
        bool isNumber = token.IsWord("inf") || token.IsWord("nan");
        bool plain = token.Kind == TokenKind.Identifier && !isNumber && !token.Source.Contains(':', StringComparison.Ordinal);
        string? name = plain ? token.Source : token.Kind == TokenKind.Text ? StringText.Unquote(token.Source) : null;
        if (string.IsNullOrEmpty(name)) reader.FailUnexpected(context, "label");
        else reader.Take();
        return name ?? "";
    }
}
