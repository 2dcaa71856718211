const ellipse = (x, y, w, h, colour) => ({
    kind: 'ellipse',
    at: [x, y],
    size: [w, h],
    colour,
});
const box = (x, y, w, h, colour) => ({
    kind: 'box',
    at: [x, y],
    size: [w, h],
    colour,
});
const both = (x, y, w, h, colour) => [
    ellipse(-x, y, w, h, colour),
    ellipse(x, y, w, h, colour),
];
const microphone = (x) => [
    box(x, 330, 14, 240, '#141518'),
    ellipse(x, 196, 54, 78, '#1b1c20'),
    ellipse(x - 9, 182, 18, 34, '#34363c'),
    box(x, 222, 54, 8, '#0c0d0f'),
];
export const host = {
    body: [
        ellipse(0, 330, 360, 420, '#c98f22'),
        ellipse(-34, 322, 260, 390, '#d9a02c'),
        ellipse(0, 138, 112, 60, '#b57e1b'),
        ellipse(0, 96, 62, 120, '#6d402a'),
        ...microphone(118),
    ],
    head: [
        ellipse(0, -26, 236, 232, '#1c1116'),
        ...both(96, 0, 74, 96, '#1c1116'),
        ...both(71, 8, 22, 34, '#754631'),
        ...both(74, 40, 12, 22, '#e8c15a'),
        ellipse(0, 0, 142, 180, '#8a5739'),
        ellipse(-14, 6, 104, 158, '#95603f'),
        ellipse(0, -84, 158, 72, '#1c1116'),
        ...both(31, -8, 32, 20, '#f7efe8'),
        ...both(31, -8, 15, 17, '#1f120c'),
        ...both(34, -11, 5, 5, '#ffffff'),
        ...both(31, -30, 40, 8, '#1c1116'),
        ellipse(0, 24, 24, 24, '#7b4a30'),
        ellipse(0, 20, 16, 22, '#8d5a3b'),
        ellipse(0, 56, 48, 12, '#55231f'),
        ellipse(0, 61, 36, 7, '#a2594b'),
    ],
    openMouth: [
        ellipse(0, 58, 50, 34, '#4a1519'),
        box(0, 49, 30, 7, '#f7efe8'),
        ellipse(0, 69, 30, 10, '#b2524e'),
    ],
    closedEyes: [...both(31, -8, 34, 22, '#8a5739'), ...both(31, -2, 30, 5, '#3a2016')],
};
export const guest = {
    body: [
        ellipse(0, 336, 390, 430, '#2f5580'),
        ellipse(30, 326, 280, 400, '#3b6a9c'),
        ellipse(0, 140, 120, 64, '#27486d'),
        ellipse(0, 98, 66, 116, '#cc9973'),
        ...microphone(-122),
    ],
    head: [
        ellipse(0, -34, 158, 156, '#432717'),
        ...both(70, 6, 22, 36, '#d3a17b'),
        ellipse(0, 0, 140, 180, '#dfb08b'),
        ellipse(0, 50, 144, 92, '#512f1d'),
        ellipse(0, 10, 112, 96, '#e6ba97'),
        ellipse(0, -82, 152, 60, '#432717'),
        ellipse(-26, -86, 90, 50, '#512f1d'),
        ...both(32, -6, 56, 50, '#262020'),
        ...both(32, -6, 46, 40, '#efd0b4'),
        box(0, -8, 14, 5, '#262020'),
        ...both(32, -6, 30, 18, '#fbf7f2'),
        ...both(32, -6, 14, 16, '#33414a'),
        ...both(35, -9, 5, 5, '#ffffff'),
        ...both(32, -40, 42, 9, '#432717'),
        ellipse(0, 22, 26, 26, '#d09b75'),
        ellipse(0, 18, 17, 24, '#e6ba97'),
        ellipse(0, 42, 62, 14, '#512f1d'),
        ellipse(0, 57, 42, 10, '#8d4339'),
    ],
    openMouth: [
        ellipse(0, 58, 46, 30, '#3d1114'),
        box(0, 50, 28, 6, '#fbf7f2'),
        ellipse(0, 67, 26, 9, '#b2524e'),
    ],
    closedEyes: [...both(32, -6, 44, 38, '#e6ba97'), ...both(32, 0, 30, 5, '#6d4630')],
};
/** Puts fills at a place and size: scaled first, then moved. */
export const placed = (fills, x, y, scale) => fills.map((fill) => ({
    ...fill,
    at: [x + fill.at[0] * scale, y + fill.at[1] * scale],
    size: [fill.size[0] * scale, fill.size[1] * scale],
}));
