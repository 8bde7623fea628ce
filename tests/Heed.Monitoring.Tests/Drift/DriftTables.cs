using System.Text;

using Heed.Model.Records;
using Heed.Monitoring.Drift;

namespace Heed.Monitoring.Tests.Drift;

/// <summary>Makes profiles of tables that are given as columns: doubles, strings, or null for no value.</summary>
internal static class DriftTables
{
    public static TableProfile Of(string name, params (string Name, object?[] Values)[] columns) =>
        Of(name, new TableSelection(), columns);

    public static TableProfile Of(string name, TableSelection selection, params (string Name, object?[] Values)[] columns)
    {
        string[] names = [.. columns.Select(c => c.Name)];
        TableTally[] lanes = [new TableTally(names, selection), new TableTally(names, selection)];
        RawField[] fields = new RawField[columns.Length];
        for (int row = 0; row < columns[0].Values.Length; row++)
        {
            List<byte> text = [];
            for (int i = 0; i < columns.Length; i++) fields[i] = Field(i, columns[i].Values[row], text);
            lanes[row % lanes.Length].Add(fields, text.ToArray());
        }

        return TableProfile.Of(name, names, lanes, selection);
    }

    public static object?[] Normal(Random random, int count, double mean = 0, double deviation = 1)
    {
        object?[] values = new object?[count];
        for (int i = 0; i < count; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            values[i] = mean + (deviation * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        return values;
    }

    /// <summary>Categories k0, k1, … of which each is as frequent as its number from one, inverted.</summary>
    public static object?[] Zipf(Random random, int count, int kinds)
    {
        double total = Enumerable.Range(1, kinds).Sum(k => 1.0 / k);
        object?[] values = new object?[count];
        for (int i = 0; i < count; i++)
        {
            double rest = random.NextDouble() * total;
            int kind = 1;
            while (kind < kinds && (rest -= 1.0 / kind) > 0) kind++;
            values[i] = "k" + (kind - 1);
        }

        return values;
    }

    private static RawField Field(int column, object? value, List<byte> text)
    {
        if (value is double number) return new RawField(column, RawFieldKind.Number, number, default);
        if (value is not string word) return new RawField(column, RawFieldKind.Null, double.NaN, default);
        byte[] utf8 = Encoding.UTF8.GetBytes(word);
        RawField field = new(column, RawFieldKind.Text, double.NaN, new TextSlice(text.Count, utf8.Length));
        text.AddRange(utf8);
        return field;
    }
}
