using Heed.Ingest.Events;
using Heed.Model.Records;

namespace Heed.Ingest.Tests.Events;

public sealed class EmbeddingReadingTests
{
    private const long Now = 1_772_323_800_000;

    private static readonly SchemaRegistry Models = new(
    [
        new ModelSchema("search", ModelType.Embedding, [], [], []) { EmbeddingLength = 3 },
        new ModelSchema("plain", ModelType.Multiclass, [], [], []),
    ]);

    private readonly RecordBatch _batch = new(Models);

    [Theory]
    [InlineData("[0.5,-2e0,3]", EmbeddingState.Usable)]
    [InlineData("[0.5,-2]", EmbeddingState.Invalid)]
    [InlineData("[0.5,-2,3,4]", EmbeddingState.Invalid)]
    [InlineData("[]", EmbeddingState.Invalid)]
    [InlineData("[0.5,null,3]", EmbeddingState.Invalid)]
    [InlineData("[0.5,NaN,3]", EmbeddingState.Invalid)]
    [InlineData("[0.5,1e39,3]", EmbeddingState.Invalid)]
    [InlineData("[0.5,\"1\",3]", EmbeddingState.Invalid)]
    [InlineData("[0.5,[1,2],3]", EmbeddingState.Invalid)]
    [InlineData("[[0.5,1,3]]", EmbeddingState.Invalid)]
    [InlineData("[{\"a\":[1]},1,3]", EmbeddingState.Invalid)]
    [InlineData("null", EmbeddingState.Absent)]
    public void An_embedding_is_usable_or_counted_and_never_refuses(string embedding, EmbeddingState expected)
    {
        // Before the type, after it, and followed by another member.
        string[] texts =
        [
            $$"""{"type":"prediction","model":"search","embedding":{{embedding}},"prediction":"a","id":"x"}""",
            $$"""{"embedding":{{embedding}},"type":"prediction","prediction":"a","model":"search"}""",
        ];
        foreach (string text in texts)
        {
            _batch.Clear();
            Assert.Null(Read(text));
            EventRecord record = _batch.Records[0];
            Assert.Equal(expected, record.Embedding);
            Assert.Equal("a", _batch.String(record.Answer));
            Assert.Equal(expected == EmbeddingState.Usable ? [0.5f, -2f, 3f] : [], _batch.EmbeddingOf(record).ToArray());
            if (expected != EmbeddingState.Usable) Assert.Equal(0, _batch.Embeddings.Length);
        }
    }

    [Fact]
    public void Of_a_repeated_embedding_the_last_one_counts()
    {
        Assert.Null(Read("""{"type":"prediction","model":"search","embedding":[1,2,3],"embedding":[4,5,6]}"""));
        Assert.Equal([4f, 5f, 6f], _batch.EmbeddingOf(_batch.Records[0]).ToArray());
        Assert.Equal(3, _batch.Embeddings.Length);
    }

    [Fact]
    public void A_model_without_embeddings_passes_over_them()
    {
        Assert.Null(Read("""{"type":"prediction","model":"plain","prediction":"a","embedding":[1,2,3]}"""));
        Assert.Equal(EmbeddingState.Absent, _batch.Records[0].Embedding);
        Assert.Equal(0, _batch.Embeddings.Length);
    }

    [Fact]
    public void Only_an_embedding_model_needs_no_prediction()
    {
        Assert.Null(Read("""{"type":"prediction","model":"search","embedding":[1,2,3]}"""));
        Assert.NotNull(Read("""{"type":"prediction","model":"search"}"""));
        Assert.NotNull(Read("""{"type":"prediction","model":"plain","embedding":[1,2,3]}"""));
        Assert.Equal(1, _batch.Count);
        Assert.Equal(3, _batch.Embeddings.Length);
    }

    [Fact]
    public void A_read_embedding_allocates_nothing_once_the_batch_has_grown()
    {
        EventParser parser = new(Models, new EventLimits());
        byte[] json = [.. """{"type":"prediction","model":"search","embedding":[1.25,2,3]}"""u8];
        for (int i = 0; i < 200; i++) ReadAgain();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) ReadAgain();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void ReadAgain()
        {
            _batch.Clear();
            parser.TryRead(json, Now, _batch);
        }
    }

    private EventRefusal? Read(string json) =>
        new EventParser(Models, new EventLimits()).TryRead(System.Text.Encoding.UTF8.GetBytes(json), Now, _batch);
}
