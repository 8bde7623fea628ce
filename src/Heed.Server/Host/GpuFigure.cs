namespace Heed.Server.Host;

/// <summary>What <c>nvidia-smi</c> says of one GPU; NaN where it says nothing.</summary>
/// <param name="Index">The number of the device.</param>
/// <param name="Uuid">Stable over restarts.</param>
/// <param name="Name">The product.</param>
/// <param name="Utilization">Percent.</param>
/// <param name="MemoryUtilization">Percent of the time that memory was read or written.</param>
/// <param name="UsedMib">Frame buffer in use.</param>
/// <param name="FreeMib">Frame buffer that is free.</param>
/// <param name="Temperature">Degrees Celsius.</param>
/// <param name="PowerWatts">Draw.</param>
public readonly record struct GpuFigure(
    string Index,
    string Uuid,
    string Name,
    double Utilization,
    double MemoryUtilization,
    double UsedMib,
    double FreeMib,
    double Temperature,
    double PowerWatts);
