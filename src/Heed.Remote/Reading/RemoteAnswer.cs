namespace Heed.Remote.Reading;

/// <summary>What a store answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">Lasts as long as the buffer that it was read into.</param>
internal readonly record struct RemoteAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
