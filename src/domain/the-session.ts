/** Who gives the commands that a session gives itself: the halt with which it stops, and what lifts that again. */
export const THE_SESSION = 'the session';
