export const line = (
  context: CanvasRenderingContext2D,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): void => {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
};

/** Its tip is at the price. */
export const triangle = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  up: 1 | -1,
  fill: string,
  edge: string,
): void => {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 5.5, y + 10 * up);
  context.lineTo(x + 5.5, y + 10 * up);
  context.closePath();
  context.fillStyle = fill;
  context.strokeStyle = edge;
  context.fill();
  context.stroke();
};

export const ring = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
  fill: string,
): void => {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.stroke();
  context.lineWidth = 1;
};

export const cross = (context: CanvasRenderingContext2D, x: number, y: number, colour: string): void => {
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  line(context, x - 3, y - 3, x + 3, y + 3);
  line(context, x - 3, y + 3, x + 3, y - 3);
  context.lineWidth = 1;
};
