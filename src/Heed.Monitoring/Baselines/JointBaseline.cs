using Heed.Monitoring.Joint;

namespace Heed.Monitoring.Baselines;

/// <summary>How the number features of the baseline go together.</summary>
/// <param name="Parts">Of their rank scores.</param>
/// <param name="Error">The mean reconstruction error of rows that were left out.</param>
/// <param name="Deviation">How far that mean varies between blocks of rows, and by chance.</param>
internal sealed record JointBaseline(PrincipalParts Parts, double Error, EstimatorDeviation Deviation);
