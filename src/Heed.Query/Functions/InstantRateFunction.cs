using Heed.Query.Execution;

namespace Heed.Query.Functions;

/// <summary><c>irate</c> and <c>idelta</c>: the last two samples only.</summary>
internal sealed class InstantRateFunction(bool isRate) : WindowFunction
{
    public override double Evaluate(in WindowFrame frame)
    {
        int last = frame.Values.Length - 1;
        if (last < 1) return Column.Nothing;
        double current = frame.Values[last];
        double previous = frame.Values[last - 1];
        if (!isRate) return current - previous;
        double difference = current < previous ? current : current - previous;
        return difference / ((frame.TimesMs[last] - frame.TimesMs[last - 1]) / 1000.0);
    }
}
