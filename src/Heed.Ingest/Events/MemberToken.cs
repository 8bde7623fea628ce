using System.Text.Json;

namespace Heed.Ingest.Events;

/// <summary>
/// Where the value of a member stands in its event: a text without its quotes and still escaped, a number as written, an object
/// or array with its brackets. The default value means that the member is absent.
/// </summary>
internal readonly record struct MemberToken(int Start, int Length, JsonTokenType Type, bool IsEscaped)
{
    public bool IsGiven => Type is not (JsonTokenType.None or JsonTokenType.Null);

    public bool IsText => Type == JsonTokenType.String;

    public bool IsNumber => Type == JsonTokenType.Number;

    /// <summary>A text, a number or a boolean.</summary>
    public bool IsScalar => Type is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.Slice(Start, Length);

    /// <summary>The value that the reader stands on; of an object or array the start alone, for <see cref="EndingAt"/>.</summary>
    public static MemberToken At(scoped ref readonly Utf8JsonReader reader)
    {
        int quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
        return new MemberToken((int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, reader.TokenType, reader.ValueIsEscaped);
    }

    public MemberToken EndingAt(long end) => this with { Length = (int)end - Start };
}
