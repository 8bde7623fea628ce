using Heed.Model.Records;

namespace Heed.Monitoring.Rankings;

/// <summary>The keys of the first places of one ranked list after another, and what each list says of the model's answers.</summary>
/// <param name="places">How many are looked at.</param>
/// <param name="popularity">Of the baseline.</param>
internal sealed class ShownItems(int places, ItemPopularity popularity)
{
    private readonly uint[] _keys = new uint[places];

    /// <summary><see cref="ItemKey.None"/> where the list has ended. Lasts until the next call.</summary>
    public ReadOnlySpan<uint> Read(RecordBatch batch, in EventRecord record)
    {
        ReadOnlySpan<ClassScore> items = batch.ScoresOf(record);
        for (int place = 0; place < _keys.Length; place++)
        {
            _keys[place] = place < items.Length ? ItemKey.Of(batch.Utf8(items[place].Class)) : ItemKey.None;
        }

        return _keys;
    }

    /// <summary>The mean popularity of the list that was read last; NaN where it is empty.</summary>
    public double Popularity() => popularity.OfList(_keys);
}
